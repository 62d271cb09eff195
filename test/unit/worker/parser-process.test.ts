import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { limits } from '../../../src/engine/limits.ts';
import type { Clock } from '../../../src/engine/ports/clock.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { systemClock } from '../../../src/node/system-clock.ts';
import { ParserProcess } from '../../../src/worker/parser/parser-process.ts';

const SCRIPT = resolve('src/worker/parser/main.ts');
/** Tells which process read a text; one text kills it, to one it says nothing but that it has it. */
const FRAIL = `
process.on('message', ({ id, texts }) => {
  if (texts.some(({ text }) => text === 'deadly')) process.exit(1);
  if (texts.some(({ text }) => text === 'endless')) return process.send({ type: 'log', level: 'warn', message: 'hm' });
  const parsed = texts.map(({ text }) => ({ definitions: [], imports: [{ line: process.pid, specifier: text }], by: 'grammar' }));
  process.send({ type: 'parsed', id, parsed });
});
process.send({ type: 'ready' });
`;

describe('ParserProcess', () => {
  let folder: string;
  let warnings: string[];
  const log = { ...silentLog, warn: (message: string) => warnings.push(message) };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-parser-'));
    warnings = [];
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const frail = (clock: Clock = systemClock): ParserProcess => {
    const path = join(folder, 'frail.mjs');
    writeFileSync(path, FRAIL);
    return new ParserProcess(path, undefined, clock, log);
  };
  const processOf = async (reader: ParserProcess): Promise<number | undefined> =>
    (await reader.read([{ text: 'a', language: 'go' }]))[0]?.imports[0]?.line;

  it('reads with the grammars, each text in its language', async () => {
    const reader = new ParserProcess(SCRIPT, 'dist/grammars', systemClock, log);
    const parsed = await reader.read([
      { text: 'package a\n\nfunc Serve() {}\n', language: 'go' },
      { text: 'class Cart:\n  pass\n', language: 'python' },
      { text: 'prose', language: 'text' },
    ]);
    reader.rest();
    assert.deepEqual(
      parsed.map(({ by, definitions }) => [by, ...definitions.map(({ name }) => name)]),
      [['grammar', 'Serve'], ['grammar', 'Cart'], ['none']],
    );
    assert.deepEqual(warnings, []);
  });

  it('reads at a lower priority than the editor has', async () => {
    const reader = frail();
    const process = await processOf(reader);
    assert.equal(getPriority(process) > getPriority(), true);
    reader.rest();
  });

  it('gives the memory of its process back at rest, but not before what it reads is read', async () => {
    const reader = frail();
    const first = await processOf(reader);
    assert.equal(await processOf(reader), first);
    const reading = processOf(reader);
    reader.rest();
    assert.equal(await reading, first);
    assert.notEqual(await processOf(reader), first);
    reader.rest();
  });

  /** Whose timers go off when a test calls them. */
  const still = (): { clock: Clock; timers: { readonly ms: number; readonly callback: () => void }[] } => {
    const timers: { readonly ms: number; readonly callback: () => void }[] = [];
    const after: Clock['after'] = (ms, callback) => {
      const timer = { ms, callback };
      timers.push(timer);
      return { dispose: () => timers.includes(timer) && timers.splice(timers.indexOf(timer), 1) };
    };
    return { clock: { ...systemClock, after }, timers };
  };

  it('rests by itself when nothing is read for a while', async () => {
    const { clock, timers } = still();
    const reader = frail(clock);
    const first = await processOf(reader);
    assert.equal(await processOf(reader), first);
    assert.deepEqual(
      timers.map(({ ms }) => ms),
      [limits.parserIdleMs],
    );
    timers.shift()?.callback();
    assert.notEqual(await processOf(reader), first);
    reader.rest();
  });

  it('gives up only the text over which its process ends', async () => {
    const reader = frail();
    const texts = ['a', 'deadly', 'b'].map((text) => ({ text, language: 'go' }));
    const [one, other] = await Promise.all([reader.read(texts), reader.read([{ text: 'c', language: 'go' }])]);
    reader.rest();
    assert.deepEqual(
      [...one, ...other].map(({ imports }) => imports[0]?.specifier),
      ['a', undefined, 'b', 'c'],
    );
    assert.ok(warnings.some((warning) => warning.includes('too much for its grammar')));
  });

  it('ends a process that says nothing any more, and gives up the text that it had', async () => {
    const { clock, timers } = still();
    const reader = frail(clock);
    const reading = reader.read(['a', 'endless'].map((text) => ({ text, language: 'go' })));
    // Once over both texts, once over the second alone.
    for (const times of [1, 2]) {
      while (warnings.filter((warning) => warning === 'hm').length < times) await new Promise(setImmediate);
      timers.find(({ ms }) => ms === limits.parserStuckMs)?.callback();
    }
    const parsed = await reading;
    reader.rest();
    assert.deepEqual(
      parsed.map(({ imports }) => imports[0]?.specifier),
      ['a', undefined],
    );
  });

  it('reads by patterns where no process can be had', async () => {
    const missing = join(folder, 'missing.mjs');
    const reader = new ParserProcess(missing, 'dist/grammars', systemClock, log);
    const [parsed] = await reader.read([{ text: 'func Serve() {}\n', language: 'go' }]);
    assert.equal(parsed?.by, 'patterns');
    assert.equal(parsed.definitions[0]?.name, 'Serve');
  });
});
