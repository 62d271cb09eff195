/** Variants of one pattern; past them a pattern is left out. */
const VARIANTS = 64;

/**
 * What a setting like `files.exclude` leaves out, as patterns of a .gitignore file. Only entries that are `true` count: one with a
 * condition (`{ "when": … }`) speaks of single files beside others.
 */
export function gitignorePatterns(setting: unknown): string[] {
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting)
    .filter(([, on]) => on === true)
    .flatMap(([glob]) => variants(glob))
    .map(anchored)
    .filter((pattern) => pattern !== '');
}

/** The editor's patterns speak of the whole path from the folder on; those of git without a slash of every file name. */
function anchored(glob: string): string {
  const path = glob.replace(/^\.?\/+/, '').replace(/(?:\/\*\*)?\/*$/, '');
  if (path === '' || path === '**') return path === '' ? '' : '*';
  return (path.startsWith('**/') ? path : `/${path}`).replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length));
}

/** Patterns with `{a,b}` written out, which git does not know. */
function variants(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0) {
    const next = open.pop() ?? '';
    // A group with no other within it.
    const group = /^(?<before>.*)\{(?<inner>[^{}]*)\}(?<after>.*)$/s.exec(next)?.groups;
    if (group === undefined) done.push(next);
    else open.push(...(group.inner ?? '').split(',').map((each) => `${group.before}${each}${group.after}`));
    if (done.length + open.length > VARIANTS) return [];
  }
  return done.sort();
}
