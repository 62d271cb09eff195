/** A place that a stack trace or an error message names. */
export interface Frame {
  /** As written: often absolute, from another machine. */
  readonly path: string;
  readonly line: number;
  /** The function, where the trace names it. */
  readonly name?: string;
}

/** Characters of a question that are looked through for frames. */
const MAX_TEXT = 20_000;

/** Every repetition is bounded, so that no input takes long. */
const PYTHON = /File "(?<path>[^"\n]{1,400})", line (?<line>\d{1,7})(?:, in (?<name>[\w.<>]{1,80}))?/g;
const OTHERS: readonly RegExp[] = [
  // JavaScript, Java, Kotlin, C#: `at name (path:1:2)`.
  /\bat (?:async |new )?(?<name>[\w$.<>[\]/]{1,80})(?: \[as [\w$]{1,80}\])? ?\((?:file:\/\/)?(?<path>[^()\n]{1,400}?):(?<line>\d{1,7})(?::\d{1,7})?\)/g,
  // TypeScript and MSBuild: `path(1,2): error`.
  /^[ \t]{0,20}(?<path>[^\s()]{1,400}\.\w{1,8})\((?<line>\d{1,7}),\d{1,7}\)/gm,
  // Go, Rust, Ruby, compilers, linters, and people: `path:1`.
  /(?<![\w./\\@-])(?<path>(?:[A-Za-z]:)?[\w./\\@+-]{1,400}\.[A-Za-z]{1,8}):(?<line>\d{1,7})(?!\d)(?::in [`'](?<name>[^'\n]{1,80})')?/g,
];

/** Frames of a trace in the usual languages, innermost first, each place once. */
export function parseFrames(text: string): readonly Frame[] {
  const head = text.slice(0, MAX_TEXT);
  // Python prints the innermost frame last.
  const python = match(head, [PYTHON]).reverse();
  const seen = new Set<string>();
  return [...python, ...match(head, OTHERS)].filter(({ path, line }) => {
    const key = `${path}:${line}`;
    return !seen.has(key) && seen.add(key);
  });
}

function match(text: string, patterns: readonly RegExp[]): Frame[] {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .flatMap(({ groups }) => {
      const { path, line, name } = groups ?? {};
      if (path === undefined || line === undefined || Number(line) < 1) return [];
      return [{ path: path.replace(/^file:\/\//, ''), line: Number(line), ...(name !== undefined && { name }) }];
    });
}
