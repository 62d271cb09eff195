import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContextFile } from '../../src/engine/domain/context/context.ts';
import type { NodeEngine } from '../../src/node/create-node-engine.ts';
import { instantBackend } from '../instant-backend.ts';
import { openEngine } from '../open-engine.ts';
import { untilIndex } from '../until-index.ts';
import { generatedWorkspace } from '../workspace.ts';
import { changedLines, type LineRange } from './changed-lines.ts';
import { type Asked, questionsAbout } from './questions-about.ts';

const COMMITS = 100;

/** What an answer rested on when it was last made or served. */
interface Rest {
  readonly digest: string;
  readonly files: readonly ContextFile[];
}

const instant = instantBackend('An answer.');

/**
 * Thirty questions are kept asked while a hundred real commits go by. `survived_ratio`: of the answers whose chosen files a commit
 * did not touch, those that were served after it. `wrong`: answers served although a line that they were shown was touched.
 */
export default async function bench(options: {
  readonly repo?: string;
  readonly why?: boolean;
}): Promise<Record<string, number>> {
  const folder = clone(options.repo);
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const commits = git('rev-list', '--first-parent', '-n', String(COMMITS + 1), 'HEAD')
    .trim()
    .split('\n')
    .reverse();
  const [first = 'HEAD'] = commits;
  git('checkout', '-qf', first);
  const opened = openEngine(folder);
  opened.engine.addBackend(instant, 4);
  const questions = questionsAbout(folder, git('ls-files').trim().split('\n'));
  const rests = new Map<string, Rest>();
  const causes = new Map<string, number>();
  // What was answered before the code was read is answered anew once it is: that happens once, and no commit is to blame.
  await opened.engine.context({ agent: 'alex', text: 'overview' });
  await untilIndex(opened.engine, ({ resting }) => resting);
  for (const question of questions) rests.set(question.text, (await ask(opened, question)).rest);

  let untouched = 0;
  let survived = 0;
  let shownTouched = 0;
  let wrong = 0;
  let asked = 0;
  for (const [n, commit] of commits.entries()) {
    const before = commits[n - 1];
    if (before === undefined) continue;
    const lines = changedLines(git('diff', '-U0', '--no-renames', before, commit));
    git('checkout', '-qf', commit);
    opened.context.changed('all');
    opened.touch();
    for (const question of questions) {
      const rested = rests.get(question.text);
      const { rest, hit, reason } = await ask(opened, question);
      asked++;
      rests.set(question.text, rest);
      if (rested === undefined) continue;
      const served = hit && rest.digest === rested.digest;
      if (rested.files.every(({ path }) => !lines.has(path))) {
        untouched++;
        if (served) survived++;
        else {
          causes.set(cause(reason), (causes.get(cause(reason)) ?? 0) + 1);
          if (options.why === true) console.error(`${commit.slice(0, 8)} ${question.text} – ${reason}`);
        }
      } else if (rested.files.some(({ path, shown }) => overlaps(shown, lines.get(path)))) {
        shownTouched++;
        if (served) wrong++;
      }
    }
    process.stderr.write(`\r${n} of ${commits.length - 1} commits`);
  }
  process.stderr.write('\n');
  if (options.why === true) console.error(Object.fromEntries([...causes].sort((a, b) => b[1] - a[1])));
  return {
    survived_ratio: Math.round((10_000 * survived) / Math.max(1, untouched)) / 10_000,
    wrong,
    asked,
    untouched,
    survived,
    shown_touched: shownTouched,
    commits: commits.length - 1,
    questions: questions.length,
  };
}

function clone(repo: string | undefined): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'wee-bench-survival-')), 'repo');
  if (repo === undefined) {
    const made = generatedWorkspace(200);
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['-c', 'user.name=b', '-c', 'user.email=b', 'commit', '-qm', 'b'],
    ])
      execFileSync('git', args, { cwd: made });
    return made;
  }
  execFileSync('git', ['clone', '-q', '--shared', repo, folder]);
  return folder;
}

async function ask(
  { engine }: NodeEngine,
  { agent, text }: Asked,
): Promise<{ rest: Rest; hit: boolean; reason: string }> {
  let files: readonly ContextFile[] = [];
  for await (const event of engine.ask({ agent, text, pool: 'instant' })) {
    if (event.type === 'context') ({ files } = event.context);
    if (event.type === 'failed') throw new Error(event.message);
    if (event.type === 'done') {
      const { outcome, reason } = event.trace;
      return { rest: { digest: event.answer.digest, files }, hit: outcome === 'hit', reason };
    }
  }
  throw new Error('The stream ended without an answer.');
}

/** An insertion counts when it lies between two shown lines. */
function overlaps(shown: ContextFile['shown'], changed: readonly LineRange[] | undefined): boolean {
  return (changed ?? []).some(({ first, last }) =>
    shown.some(([from, to]) =>
      last < first ? first > from && last < to && last >= from : first <= to && last >= from,
    ),
  );
}

function cause(reason: string): string {
  return reason.split(/[:;]/)[0] ?? '';
}
