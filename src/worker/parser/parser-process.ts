import { type ChildProcess, fork } from 'node:child_process';
import {
  type CodeReader,
  type CodeText,
  nothingParsed,
  type ParsedCode,
} from '../../engine/context/code/code-parser.ts';
import { parseCode } from '../../engine/context/code/parse-code.ts';
import { giveWay } from '../../engine/context/give-way.ts';
import { limits } from '../../engine/limits.ts';
import type { Clock } from '../../engine/ports/clock.ts';
import type { Disposable } from '../../engine/ports/disposable.ts';
import type { Log } from '../../engine/ports/log.ts';
import type { FromParser, ToParser } from './protocol.ts';
import { SharedTexts } from './shared-texts.ts';

/** What is parsed dies at once, and the grammars are outside of the heap (MB). */
const FLAGS = ['--max-old-space-size=256', '--min-semi-space-size=4', '--max-semi-space-size=4'];

/** `undefined` when the process ended meanwhile; `guilty`: over nothing else than this. */
type Outcome = { readonly parsed: readonly ParsedCode[] | undefined; readonly guilty: boolean };

/** A process, and who waits for it. */
interface Started {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (outcome: Outcome) => void>;
  readonly shared: SharedTexts;
  /** Its script runs. */
  works: boolean;
  /** It ends once nobody waits. */
  rests: boolean;
}

/**
 * Reads code in a process of its own, which ends when it is not needed. Grammars and what they parse take tens of megabytes, and what V8
 * needs to optimise them some hundred: neither the memory of WebAssembly nor what the threads of V8 got from the allocator is given back
 * while a process lives. It starts again at the next text, in some 100 ms.
 */
export class ParserProcess implements CodeReader {
  readonly #script: string;
  readonly #grammars: string | undefined;
  readonly #clock: Clock;
  readonly #log: Log;
  #started: Started | undefined;
  /** No process can be had. */
  #broken = false;
  #next = 1;
  /** Texts that are read again follow one another. */
  #apart: Promise<unknown> = Promise.resolve();
  #idle: Disposable | undefined;
  /** Runs while somebody waits: what says nothing for that long is stuck. */
  #watch: Disposable | undefined;

  /** @param script absolute path; @param grammars folder of the grammars, where there is one. */
  constructor(script: string, grammars: string | undefined, clock: Clock, log: Log) {
    this.#script = script;
    this.#grammars = grammars;
    this.#clock = clock;
    this.#log = log;
  }

  async read(texts: readonly CodeText[]): Promise<readonly ParsedCode[]> {
    const { parsed } = await this.#send(texts);
    if (parsed !== undefined) return parsed;
    const apart = this.#apart.then(() => this.#readApart(texts));
    this.#apart = apart;
    return await apart;
  }

  /** The process ended over one of some texts: one by one it shows over which. */
  async #readApart(texts: readonly CodeText[]): Promise<readonly ParsedCode[]> {
    const all: ParsedCode[] = [];
    for (let at = 0; at < texts.length; ) {
      const { parsed, guilty } = await this.#send(texts.slice(at, at + 1));
      if (parsed === undefined && !guilty) continue;
      if (parsed === undefined) this.#log.warn('A file was too much for its grammar; it has no definitions.');
      all.push(parsed?.[0] ?? nothingParsed);
      at++;
    }
    return all;
  }

  rest(): void {
    const started = this.#started;
    if (started === undefined) return;
    started.rests = true;
    if (started.waiting.size === 0) this.#end(started);
  }

  async #send(texts: readonly CodeText[]): Promise<Outcome> {
    if (this.#broken) return { parsed: texts.map(({ text, language }) => parseCode(text, language)), guilty: false };
    this.#idle?.dispose();
    this.#idle = undefined;
    const started = this.#started ?? this.#start();
    this.#started = started;
    return await new Promise((resolve) => {
      const id = this.#next++;
      started.waiting.set(id, resolve);
      if (started.waiting.size === 1) this.#watchOver(started);
      const sent = texts.map((text) => started.shared.pack(text));
      started.child.send({ id, texts: sent } satisfies ToParser, () => {});
    });
  }

  #start(): Started {
    const child = fork(this.#script, this.#grammars === undefined ? [] : [this.#grammars], {
      // The editor's program is Node when it is told so. Fewer arenas of glibc hold on to less.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', MALLOC_ARENA_MAX: '2' },
      execArgv: FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    giveWay(child.pid);
    const started: Started = { child, waiting: new Map(), shared: new SharedTexts(), works: false, rests: false };
    child.on('message', (message) => this.#receive(started, message as FromParser));
    child.on('error', (error) => this.#lost(started, error.message));
    child.on('exit', (code, signal) => this.#lost(started, signal ?? `exit code ${code}`));
    return started;
  }

  #receive(started: Started, message: FromParser): void {
    if (message.type === 'log') this.#log[message.level](message.message);
    else if (message.type === 'ready') started.works = true;
    else {
      started.waiting.get(message.id)?.({ parsed: message.parsed, guilty: false });
      started.waiting.delete(message.id);
      this.#watchOver(started);
      if (started.waiting.size > 0) return;
      if (started.rests) this.#end(started);
      else this.#idle = this.#clock.after(limits.parserIdleMs, () => this.#end(started));
    }
  }

  /** Ends the process when it says nothing for too long; then it is as lost as one that ended by itself. */
  #watchOver(started: Started): void {
    this.#watch?.dispose();
    this.#watch =
      started.waiting.size === 0
        ? undefined
        : this.#clock.after(limits.parserStuckMs, () => started.child.kill('SIGKILL'));
  }

  #lost(started: Started, why: string): void {
    if (this.#started !== started) return;
    this.#started = undefined;
    this.#watch?.dispose();
    this.#log.warn(`The process that parses ended: ${why}.`);
    if (!started.works) this.#broken = true;
    const guilty = started.waiting.size === 1;
    for (const resolve of started.waiting.values()) resolve({ parsed: undefined, guilty });
  }

  #end(started: Started): void {
    if (this.#started !== started || started.waiting.size > 0) return;
    this.#started = undefined;
    started.child.disconnect();
  }
}
