import { readHere } from '../../engine/context/code/read-here.ts';
import { createCodeParser } from '../../engine/context/code/tree-sitter-parser.ts';
import { systemClock } from '../../node/system-clock.ts';
import { sendingLog } from '../sending-log.ts';
import type { FromParser, ToParser } from './protocol.ts';
import { SharedTexts } from './shared-texts.ts';

const send = (message: FromParser): void => {
  if (process.connected) process.send?.(message);
};

const reader = readHere(createCodeParser(process.argv[2], systemClock, sendingLog(send)));
let last: Promise<unknown> = Promise.resolve();
const shared = new SharedTexts();
process.on('message', ({ id, texts: sent }: ToParser) => {
  const texts = sent.map((one) => shared.unpack(one));
  last = last.then(async () => send({ type: 'parsed', id, parsed: await reader.read(texts) }));
});
// Nobody is left who could ask.
process.on('disconnect', () => process.exit(0));
send({ type: 'ready' });
