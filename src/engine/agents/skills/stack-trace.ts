import type { Skill } from '../../domain/skill.ts';

const FRAMES: readonly RegExp[] = [
  /\bat (?:(?<name>[\w$.<>[\] ]+) )?\(?(?:file:\/\/)?(?<path>[^\s()]+?):(?<line>\d+)(?::\d+)?\)?/g,
  /File "(?<path>[^"]+)", line (?<line>\d+)(?:, in (?<name>\w+))?/g,
  /^\s*(?<path>\S+\.(?:go|rs|py|rb|java|kt|ts|js|cs)):(?<line>\d+)/gm,
];

/** Parses stack traces, error output and diagnostics to frames in files of the project, innermost first. */
export const stackTrace: Skill = {
  id: 'stack-trace',
  title: 'stack traces and diagnostics',
  find({ question: { text, focus }, view }) {
    const known = new Set(view.files().map(({ path }) => path));
    const frames = FRAMES.flatMap((pattern) =>
      [...text.slice(0, 20_000).matchAll(pattern)].flatMap(({ groups, index }) => {
        const path = tail(groups?.path ?? '', known);
        return path === undefined
          ? []
          : [{ path, line: Math.max(1, Number(groups?.line)), name: groups?.name?.trim(), index }];
      }),
    ).sort((a, b) => a.index - b.index);
    const unique = frames.filter(
      (frame, at) => frames.findIndex((other) => other.path === frame.path && other.line === frame.line) === at,
    );
    const found = unique.slice(0, 3).map(({ path, line, name }, at) => ({
      skill: 'stack-trace',
      title: `${at === 0 ? 'The innermost frame of the project' : 'A frame'} is \`${path}:${line}\`${name === undefined ? '' : ` in \`${name.slice(0, 60)}\``}`,
      weight: 1 - at * 0.1,
      sources: [{ path, line }],
    }));
    const reported = (focus?.diagnostics ?? []).slice(0, 3).map(({ path, line, severity, message }) => ({
      skill: 'stack-trace',
      title: `The editor reports an ${severity} at \`${path}:${line}\`: ${message.slice(0, 160)}`,
      weight: 0.9,
      sources: [{ path, line }],
    }));
    return [...found, ...reported];
  },
};

/** A trace has absolute paths: the longest tail that the project knows is the file. */
function tail(path: string, known: ReadonlySet<string>): string | undefined {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '');
  for (let from = 0; from < parts.length; from++) {
    const candidate = parts.slice(from).join('/');
    if (known.has(candidate)) return candidate;
  }
  return undefined;
}
