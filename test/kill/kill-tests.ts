// npm run kill-tests: what broke other tools, each to end in a usable index. Prints a line for each and fails if one does not.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ProjectContext } from '../../src/engine/domain/context/context.ts';
import { defaultSettings } from '../../src/engine/domain/settings.ts';
import { WorkspaceFolders } from '../../src/engine/domain/workspace-folders.ts';
import { silentLog } from '../../src/engine/ports/log.ts';
import { noSecrets } from '../../src/engine/ports/secrets.ts';
import { createNodeEngine, type NodeEngine } from '../../src/node/create-node-engine.ts';
import { LongestTurn } from '../fixtures/longest-turn.ts';
import { memoryOfFamily } from '../fixtures/memory-of-family.ts';
import { TestWorkspace } from '../fixtures/workspace.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A workspace in trouble, and an editor on it that is told of nothing unless a test tells it. */
class Patient {
  readonly workspace = new TestWorkspace();
  #within = '';
  #trusted = true;
  #opened: NodeEngine | undefined;

  /** Many small files, in folders of a hundred. */
  fill(under: string, count: number, word: string): void {
    for (let n = 0; n < count; n++) {
      const folder = this.workspace.path(`${under}/part${Math.floor(n / 100)}`);
      if (n % 100 === 0) mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, `${word}${n}.ts`),
        `export function ${word}${n}() {\n  return '${word} number ${n}';\n}\n`,
      );
    }
  }

  open(within = '', trusted = true): NodeEngine {
    this.#within = within;
    this.#trusted = trusted;
    let generation = 0;
    this.#opened = createNodeEngine({
      dataFolder: this.workspace.data,
      sharedFolder: this.workspace.data,
      distFolder: resolve('dist'),
      workspace: {
        folders: WorkspaceFolders.only(this.workspace.path(this.#within)),
        name: 'patient',
        trusted: this.#trusted,
        generation: () => ++generation,
        onDidChange: () => ({ dispose() {} }),
      },
      secrets: noSecrets,
      log: silentLog,
      settings: defaultSettings,
    });
    return this.#opened;
  }

  async context(text: string): Promise<ProjectContext> {
    // Nobody asks in the very turn in which the editor started WEE.
    await setImmediate();
    return await this.#engine.context({ agent: 'sherlock', text });
  }

  async ask(text: string): Promise<readonly string[]> {
    return (await this.context(text)).ranking;
  }

  /** Until the code is read too. */
  async settled(): Promise<number> {
    while (true) {
      const { state, unparsed, files } = await this.#engine.indexStatus();
      if (state === 'ready' && unparsed === 0) return files;
      await setTimeout(20);
    }
  }

  async close(): Promise<void> {
    await this.#opened?.engine.dispose();
    this.workspace.remove();
  }

  get #engine(): NodeEngine['engine'] {
    if (this.#opened === undefined) throw new Error('Not open.');
    return this.#opened.engine;
  }
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

/** Prepares trouble; what it returns is what happens in the editor, watched for blocks. */
type KillTest = (patient: Patient) => () => Promise<void>;

const tests: Readonly<Record<string, KillTest>> = {
  '160,000 files, most of them ignored build output': (patient) => {
    patient.fill('src', 4_000, 'apple');
    patient.fill('build/out', 156_000, 'noise');
    patient.workspace.write('.gitignore', 'build/\n');
    patient.workspace.commit();
    return async () => {
      patient.open();
      must((await patient.ask('apple17'))[0] === 'src/part0/apple17.ts', 'the file is found');
      must((await patient.settled()) === 4_001, 'nothing ignored is indexed');
    };
  },
  'the same without git': (patient) => {
    patient.fill('src', 4_000, 'apple');
    patient.fill('build/out', 156_000, 'noise');
    patient.workspace.write('.gitignore', 'build/\n');
    return async () => {
      patient.open('', false);
      must((await patient.ask('apple17'))[0] === 'src/part0/apple17.ts', 'the file is found');
      must((await patient.settled()) === 4_001, 'nothing ignored is indexed');
    };
  },
  '160,000 files that are all wanted': (patient) => {
    patient.fill('src', 160_000, 'apple');
    patient.workspace.commit();
    return async () => {
      patient.open();
      must((await patient.ask('apple159999')).includes('src/part1599/apple159999.ts'), 'the file is found');
    };
  },
  'a sub-folder of a monorepo': (patient) => {
    patient.fill('packages/one/src', 500, 'apple');
    patient.fill('packages/two/src', 5_000, 'bread');
    patient.workspace.write('.gitignore', '*.log\n/packages/one/generated/\n');
    patient.workspace.write('packages/one/generated/noise.ts', 'export const noise = 1;\n');
    patient.workspace.write('packages/one/noise.log', 'noise');
    patient.workspace.commit();
    return async () => {
      patient.open('packages/one');
      must((await patient.ask('apple17'))[0] === 'src/part0/apple17.ts', 'paths are those of the folder');
      must((await patient.settled()) === 500, 'the rest of the repository is left out');
    };
  },
  'a branch switch of 5,000 files': (patient) => {
    const { workspace } = patient;
    patient.fill('src', 6_000, 'apple');
    workspace.commit();
    workspace.git(['checkout', '-qb', 'other']);
    for (let n = 0; n < 5_000; n++) {
      workspace.write(
        `src/part${Math.floor(n / 100)}/apple${n}.ts`,
        `export const cherry${n} = 'cherry number ${n}';\n`,
      );
    }
    workspace.commit();
    workspace.git(['checkout', '-q', 'main']);
    return async () => {
      const { context } = patient.open();
      await patient.ask('apple17');
      await patient.settled();
      await workspace.gitBeside(['checkout', '-q', 'other']);
      const paths = (await workspace.gitBeside(['diff', '--name-only', '-z', 'main', 'other']))
        .split('\0')
        .filter(Boolean);
      must(paths.length === 5_000, 'that many files differ');
      context.changed([...paths, '.git/HEAD']);
      must((await patient.ask('cherry4999'))[0] === 'src/part49/apple4999.ts', 'the new text is found');
      must((await patient.settled()) === 6_000, 'no file is lost');
    };
  },
  'no inotify left: nobody tells of changes': (patient) => {
    const { workspace } = patient;
    patient.fill('src', 2_000, 'apple');
    workspace.commit();
    return async () => {
      patient.open();
      must((await patient.ask('apple17'))[0] === 'src/part0/apple17.ts', 'the file is found');
      workspace.write('src/part0/apple17.ts', 'export const apple17 = "another text";\n');
      const { files } = await patient.context('apple17');
      must(
        files.some(({ text }) => text.includes('another text')),
        'an edit is seen',
      );
      await workspace.gitBeside(['checkout', '-qb', 'other']);
      workspace.write('src/damson.ts', 'export const damson = 1;\n');
      await workspace.gitBeside(['add', '-A']);
      await workspace.gitBeside(['commit', '-qm', 'change']);
      must((await patient.ask('damson'))[0] === 'src/damson.ts', 'a branch switch is seen');
    };
  },
  'minified files and files over 1 MB': (patient) => {
    const { workspace } = patient;
    workspace.write('src/app.ts', 'export function apple() {}\n');
    workspace.write('src/bundle.js', `var apple=1;${'function a(b){return b+apple};'.repeat(40_000)}`);
    workspace.write('src/vendor.js', `var apple=1;${'function a(b){return b+apple};'.repeat(10_000)}`);
    workspace.write('src/table.json', `{"apple":[${'1,'.repeat(400_000)}1]}`);
    workspace.write('src/huge.bin', Buffer.alloc(100 * 2 ** 20));
    workspace.write('src/log.txt', 'apple fell\n'.repeat(2_000_000));
    return async () => {
      patient.open();
      must((await patient.ask('apple function'))[0] === 'src/app.ts', 'what people wrote comes first');
      must((await patient.settled()) === 6, 'all are known');
    };
  },
  'the index deleted while in use': (patient) => {
    patient.fill('src', 2_000, 'apple');
    return async () => {
      const { context } = patient.open();
      await patient.ask('apple17');
      for (const end of ['', '-wal', '-shm']) rmSync(join(patient.workspace.data, `index.db${end}`), { force: true });
      patient.workspace.write('src/damson.ts', 'export const damson = 1;\n');
      context.changed(['src/damson.ts']);
      must((await patient.ask('damson'))[0] === 'src/damson.ts', 'it is made anew');
      must((await patient.settled()) === 2_001, 'whole');
    };
  },
};

const only = process.argv[2];
if (only === undefined) {
  // Each in a process of its own: memory of one that is given back later would count as work of the next.
  const run = (name: string) => spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' }).status;
  process.exit(Object.keys(tests).filter((name) => run(name) !== 0).length === 0 ? 0 : 1);
}

let failed = 0;
for (const [name, test] of Object.entries(tests).filter(([each]) => each.includes(only))) {
  const patient = new Patient();
  try {
    const happen = test(patient);
    // What writing the files left behind is no work of WEE's.
    collectGarbage();
    const turn = new LongestTurn();
    const began = performance.now();
    await happen();
    turn.end();
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(
      `ok    ${name}: ${seconds} s, longest block of the host ${turn.ms.toFixed(1)} ms of its own work, ${(memoryOfFamily() / 2 ** 20).toFixed(0)} MB`,
    );
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await patient.close();
  }
}
process.exit(failed === 0 ? 0 : 1);
