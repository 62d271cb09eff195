import { posix } from 'node:path';
import type { ProjectView } from '../../../domain/project-view.ts';

/** Test runners of JavaScript that take files after their options. */
const RUNNERS =
  /^(?:(?:npx|pnpm exec|yarn|c8|nyc)\s+(?:-\S+\s+)*)*(?<runner>mocha|jest|vitest|ava|tap|borp|jasmine|uvu|tape|lab|node --test)\b(?<rest>[^&|;]*)/;
const LOCKS: readonly (readonly [file: string, manager: string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun run'],
  ['bun.lockb', 'bun run'],
];

/** The command that runs these tests, or all of the project's when none is given; `undefined` when no manifest says. */
export function testCommand(view: ProjectView, tests: readonly string[] = []): string | undefined {
  const has = (path: string): boolean => view.file(path) !== undefined;
  const [first] = tests;
  if (first === undefined ? has('package.json') : /\.[cm]?[jt]sx?$|\.vue$/.test(first)) {
    const command = javascript(view, tests);
    if (command !== undefined) return command;
  }
  if (first === undefined ? has('go.mod') : first.endsWith('.go')) {
    const folders = [...new Set(tests.map((path) => posix.dirname(path)))];
    return `go test ${folders.length === 0 ? './...' : folders.map((one) => (one === '.' ? '.' : `./${one}`)).join(' ')}`;
  }
  if (has('Cargo.toml') && (first === undefined || first.endsWith('.rs'))) return cargo(view, tests);
  if (first === undefined || /\.(?:java|kt|scala)$/.test(first)) {
    const classes = tests.map((path) => posix.basename(path).replace(/\.\w+$/, ''));
    const module = first === undefined ? undefined : moduleOf(view, first);
    if (has('pom.xml'))
      return `mvn test${module === undefined ? '' : ` -pl ${module}`}${classes.length > 0 ? ` -Dtest=${classes.join(',')}` : ''}`;
    if (has('build.gradle') || has('build.gradle.kts'))
      return `./gradlew ${module === undefined ? '' : `:${module.replaceAll('/', ':')}:`}test${classes.map((one) => ` --tests '*${one}'`).join('')}`;
  }
  const python = ['pyproject.toml', 'setup.py', 'setup.cfg', 'pytest.ini', 'tox.ini'].some(has);
  return python && (first === undefined || first.endsWith('.py'))
    ? ['python -m pytest', ...tests].join(' ')
    : undefined;
}

/** The folder of the nearest build file above a file, where it is not the root's. */
function moduleOf(view: ProjectView, path: string): string | undefined {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    if (['pom.xml', 'build.gradle', 'build.gradle.kts'].some((name) => view.file(`${folder}/${name}`) !== undefined))
      return folder;
  }
  return undefined;
}

function javascript(view: ProjectView, tests: readonly string[]): string | undefined {
  const manifest = view.read('package.json') ?? '';
  const scripts = [...manifest.matchAll(/"(?:test|unit)[\w:-]*"\s*:\s*"(?<command>(?![\^~\d])(?:[^"\\]|\\.)*)"/g)];
  if (scripts.length === 0) return undefined;
  for (const { groups } of tests.length > 0 ? scripts : []) {
    const found = (groups?.command ?? '')
      .split(/&&|;/)
      .map((part) => RUNNERS.exec(part.trim().replace(/^(?:[A-Z_]+=\S+|cross-env)\s+/g, '')))
      .find((match) => match !== null);
    const { runner, rest = '' } = found?.groups ?? {};
    if (runner === undefined) continue;
    const options = optionsOf(runner, rest);
    return [runner.startsWith('node') ? runner : `npx ${runner}`, ...options, ...tests].join(' ');
  }
  const manager = LOCKS.find(([file]) => view.file(file) !== undefined)?.[1] ?? 'npm';
  return `${manager} test`;
}

/** Options that prepare a run, such as a required file; what reports, covers or names other tests is left out. */
function optionsOf(runner: string, rest: string): readonly string[] {
  const kept =
    runner === 'mocha' ? /--(?:require|import|loader)[= ]\S+|(?<!\S)-r \S+/g : /--(?:import|require)[= ]\S+/g;
  const options = rest.match(kept) ?? [];
  return runner === 'vitest' ? ['run', ...options] : options;
}

/** A file in a crate's `tests/` is a target of its own; tests in a source run with the library. */
function cargo(view: ProjectView, tests: readonly string[]): string {
  const [first] = tests;
  if (first === undefined) return 'cargo test';
  const folder = /^(?<folder>.+?)\/(?:src|tests|benches)\//.exec(first)?.groups?.folder;
  const crate = folder !== undefined && view.file(`${folder}/Cargo.toml`) !== undefined ? folder : undefined;
  const root = crate === undefined ? 'tests/' : `${crate}/tests/`;
  const targets = tests.filter((path) => path.startsWith(root) && !path.slice(root.length).includes('/'));
  const names = targets.map((path) => ` --test ${posix.basename(path, '.rs')}`);
  return `cargo test${crate === undefined ? '' : ` -p ${posix.basename(crate)}`}${names.join('')}`;
}
