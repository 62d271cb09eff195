import type { ProjectView } from '../../../domain/project-view.ts';
import { linesOf } from '../text/lines-of.ts';

/** Line, from 1, at which a source begins to hold tests of its own, as Rust and Zig keep them; `undefined` for one without. */
export function inlineTests(view: ProjectView, path: string): number | undefined {
  if (!/\.(?:rs|zig)$/.test(path)) return undefined;
  const lines = linesOf(view, path).texts();
  const at = lines.findIndex((text, at) =>
    /^\s*#\[cfg\((?:all\()?test\b/.test(text)
      ? /^\s*(?:pub(?:\(\w+\))? )?mod\s+\w+\s*\{/.test(lines[at + 1] ?? '')
      : /^\s*test\s+"/.test(text),
  );
  return at < 0 ? undefined : at + 1;
}
