import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock as clock } from '../node/system-clock.ts';
import { ParserProcess } from './parser/parser-process.ts';
import type { FromWorker, Start, ToWorker } from './protocol.ts';
import { sendingLog } from './sending-log.ts';

// The index's process. The one that reads code takes as long to come up as this one: for a first index it starts before all else.

/** ms in which the index is closed once nobody is left. */
const LAST_MS = 5_000;
const send = (message: FromWorker, sent = (): void => {}): void => {
  if (process.connected) process.send?.(message, undefined, undefined, sent);
};
let closing = false;

process.once('message', ({ settings }: Start) => {
  const log = sendingLog(send);
  const reader = new ParserProcess(parserScript(), settings.grammars, clock, log);
  if (!existsSync(settings.indexPath)) void reader.read([]);
  const serving = import('./serve.ts').then(({ serve }) => serve(settings, reader, log, send));
  process.on('message', (message: ToWorker) => {
    closing ||= message.type === 'close';
    void serving.then((receive) => receive(message));
  });
});
// Nobody is left who could ask; what is being written may come to its end.
process.on('disconnect', () => {
  if (closing) setTimeout(() => process.exit(0), LAST_MS);
  else process.exit(0);
});
process.on('uncaughtException', (error) => {
  send({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
});

/** Beside the bundle, or in this checkout. */
function parserScript(): string {
  const bundled = join(import.meta.dirname, 'parser.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'parser', 'main.ts');
}
