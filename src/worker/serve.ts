import { roster } from '../engine/agents/roster.ts';
import { runSkills } from '../engine/agents/skills/run-skills.ts';
import type { CodeReader } from '../engine/context/code/code-parser.ts';
import { createRunGit, noGit } from '../engine/context/history/run-git.ts';
import { sealContext } from '../engine/domain/context/seal-context.ts';
import { sentContext } from '../engine/domain/context/sent-context.ts';
import { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import type { Log } from '../engine/ports/log.ts';
import { systemClock as clock } from '../node/system-clock.ts';
import { carryOver } from './carry-over.ts';
import { HostEmbedder } from './host-embedder.ts';
import { IndexService, indexError } from './index-service.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './protocol.ts';

/** Opens the index and brings it up to the workspace. Returns what takes the messages of the host; the last one ends this process. */
export function serve(
  settings: WorkerSettings,
  reader: CodeReader,
  log: Log,
  send: (message: FromWorker) => void,
): (message: ToWorker) => void {
  const embedder = settings.embeddings === undefined ? undefined : new HostEmbedder(settings.embeddings, send);
  const service = new IndexService({
    ...settings,
    embedder,
    rehearsedAs: roster,
    folders: new WorkspaceFolders(settings.folders),
    git: (folder) => (settings.trusted ? createRunGit(folder, clock) : noGit),
    reader,
    clock,
    log,
    runSkills: (ids, input) => runSkills(ids, input, log),
    onProgress: (progress) => send({ type: 'progress', progress }),
    onRevised: () => send({ type: 'revised' }),
    onGitPlaces: (paths) => send({ type: 'git-places', paths }),
  });

  async function answer(id: number, work: () => Promise<FromWorker>): Promise<void> {
    try {
      send(await work());
    } catch (thrown) {
      const { code, message, remedy } = indexError(thrown);
      send({ type: 'error', id, code, message, remedy });
    }
  }

  return (message) => {
    switch (message.type) {
      case 'compress': {
        const { id, request } = message;
        void answer(id, async () => {
          const made = await service.compress(request);
          send({ type: 'soon', id });
          return { type: 'context', id, context: sentContext(sealContext(made)) };
        });
        break;
      }
      case 'status': {
        const { id } = message;
        void answer(id, async () => ({ type: 'status', id, status: await service.status() }));
        break;
      }
      case 'changed':
        service.changed(message.paths);
        break;
      case 'overlay':
        service.overlay(message.path, message.text);
        break;
      case 'recheck':
        service.recheck(message.paths);
        break;
      case 'carry-over':
        void carryOver(message.path, settings.binding, log);
        break;
      case 'embedded':
        embedder?.receive(message);
        break;
      case 'pause':
        service.pause();
        break;
      case 'resume':
        service.resume();
        break;
      case 'close':
        void service.close().finally(() => process.exit(0));
    }
  };
}
