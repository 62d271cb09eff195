import { detached } from '../detached.ts';
import { redact } from '../redact/redact.ts';
import type { RunGit } from './run-git.ts';

/** One commit, as ranking and summaries need it. */
export interface Commit {
  /** Abbreviated hash. */
  readonly commit: string;
  /** ISO day. */
  readonly day: string;
  readonly subject: string;
  /** The beginning of what the message says below its subject. */
  readonly body: string;
  /** Files that it touched, under the names that they have now. */
  readonly paths: readonly string[];
}

const SUBJECT_CHARS = 160;
const BODY_CHARS = 600;

/**
 * The last commits that lead to HEAD, newest first; none without git. Renames are followed, so that a file keeps its past when
 * it moves. Paths begin with `prefix`.
 */
export async function readLog(git: RunGit, most: number, prefix = ''): Promise<Commit[]> {
  const args = ['log', 'HEAD', '-n', `${most}`, '--no-merges', '--name-status', '-M', '--relative', '-z'];
  const log = await git([...args, '--format=%x01%h%x02%cs%x02%s%x02%b%x03']);
  const renamed = new Map<string, string>();
  const known = new Map<string, string>();
  // Most paths are those of many commits: each is kept once.
  const kept = (path: string): string => {
    const copy = known.get(path) ?? detached(prefix + path);
    known.set(path, copy);
    return copy;
  };
  return (log ?? '')
    .split('\u0001')
    .slice(1)
    .map((entry) => {
      const [head = '', names = ''] = entry.split('\u0003');
      const [commit = '', day = '', subject = '', body = ''] = head.split('\u0002');
      return {
        commit: detached(commit),
        day: detached(day),
        subject: detached(redact(subject).text.slice(0, SUBJECT_CHARS)),
        body: detached(redact(body.slice(0, BODY_CHARS)).text),
        paths: touched(names, renamed).map(kept),
      };
    });
}

/** Reads `M\0path\0` and `R100\0old\0new\0`; what a later commit renamed is given its later name. */
function touched(names: string, renamed: Map<string, string>): string[] {
  const fields = names.replace(/^[\0\n]+/, '').split('\0');
  const paths: string[] = [];
  const moves: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const status = (fields[at++] ?? '').trimStart();
    const moved = status.startsWith('R') || status.startsWith('C');
    const old = fields[at++] ?? '';
    const written = moved ? (fields[at++] ?? '') : old;
    const path = renamed.get(written) ?? written;
    paths.push(path);
    if (status.startsWith('R')) moves.push([old, path]);
  }
  for (const [old, path] of moves) renamed.set(old, path);
  return paths;
}
