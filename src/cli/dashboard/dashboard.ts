import { randomBytes } from 'node:crypto';
import { parseFromTab, TAB_VERSION } from '../../dashboard/tab/protocol.ts';
import type { Engine } from '../../engine/coordinator/engine.ts';
import { WeeError } from '../../engine/errors.ts';
import { TabDesk, type TabDoor } from '../../node/tab-desk.ts';
import { type CliOptions, UsageError } from '../options.ts';
import { startDashboardServer } from './dashboard-server.ts';

/** `wee dashboard`: the dashboard in a browser on this machine, until it is interrupted. Resolves to the exit code. */
export async function dashboard(
  engine: Engine,
  { json, port, settings }: Pick<CliOptions, 'json' | 'port' | 'settings'>,
  distFolder: string,
  signal: AbortSignal,
): Promise<number> {
  if (settings.offline)
    throw new UsageError('dashboard: it listens on this machine, and --offline forbids every socket.');
  let told: unknown[] = [];
  const desk = new TabDesk(terminalDoor(engine), (message) => told.push({ version: TAB_VERSION, ...message }));
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: each gets what is told of it. */
  const serve = (message: unknown): Promise<readonly unknown[]> => {
    const served = last.then(async () => {
      const request = parseFromTab(message);
      told = [];
      if (request !== undefined) await desk.serve(request);
      return told;
    });
    last = served.catch(() => {});
    return served;
  };
  const token = randomBytes(16).toString('hex');
  const { url, server } = await startDashboardServer({ distFolder, token, port, serve }).catch((error: unknown) => {
    throw new WeeError('internal', `Port ${port} cannot be used.`, 'Choose another with --port, or leave it out.', {
      cause: error,
    });
  });
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `${url}\n`);
  if (process.stdout.isTTY && !json) process.stderr.write('Open it in a browser on this machine; Ctrl+C ends it.\n');
  await new Promise<void>((ended) => {
    if (signal.aborted) ended();
    else signal.addEventListener('abort', () => ended(), { once: true });
  });
  server.closeAllConnections();
  server.close();
  return 130;
}

/** What the dashboard asks of a terminal. The page itself asks before answers go together. */
function terminalDoor(engine: Engine): TabDoor {
  const elsewhere = (message: string, remedy: string): WeeError => new WeeError('internal', message, remedy);
  return {
    engine: () => engine,
    using: (work) => work(engine),
    figures: () => engine.replay(),
    confirm: async () => true,
    async open(path, line) {
      throw elsewhere(`${path}:${line} is not opened from here.`, 'Open it in your editor.');
    },
    async reveal(path) {
      throw elsewhere(`It lies in ${path}.`, '');
    },
    async ask() {
      throw elsewhere('Questions are asked in the terminal or the editor.', 'For example: wee ask "@sherlock why …?"');
    },
    retry() {},
    log() {},
  };
}
