import type { Finding } from '../../../domain/finding.ts';
import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';
import { docAbove, docstringOf } from './doc-above.ts';
import { parametersOf } from './parameters-of.ts';

const FILES = 10;
const TOLD = 4;
/** `@param {Type} [name=default] text`, `@param name`; the root of `options.key`. */
const JAVADOC = /@param\s+(?:\{[^}]*\}\s*)?\[?\s*(?<name>[A-Za-z_$][\w$]*)/;
/** `:param str name: text`. */
const SPHINX = /^\s*:param\s+(?:[\w.[\], |]+\s)?\*{0,2}(?<name>\w+)\s*:/;

/** Doc comments of the chosen files that describe parameters which the function no longer has, or leave out new ones. */
export function staleParameters({ view, chosen }: SkillInput): readonly Finding[] {
  return chosen
    .filter((path) => view.file(path)?.kind === 'product')
    .slice(0, FILES)
    .flatMap((path) => {
      const lines = linesOf(view, path).texts();
      return view.definitions({ path }).flatMap((definition) => {
        const found = compare(lines, definition, path.endsWith('.py'));
        return found === undefined ? [] : [{ definition, ...found }];
      });
    })
    .sort((a, b) => Number(b.gone.length > 0) - Number(a.gone.length > 0))
    .slice(0, TOLD)
    .map(({ definition: { path, name, line, endLine }, gone, fresh, at }) => ({
      skill: 'stale-docs',
      title:
        gone.length > 0
          ? `The comment of ${codeSpan(name, 80)} at ${codeSpan(`${path}:${at}`)} describes ${list(gone)}, which it does not take${fresh.length > 0 ? `; it takes ${list(fresh)}` : ''}`
          : `The comment of ${codeSpan(name, 80)} at ${codeSpan(`${path}:${at}`)} leaves out ${list(fresh)}`,
      weight: gone.length > 0 ? 0.85 : 0.5,
      sources: [
        { path, line: at },
        { path, line, endLine },
      ],
    }));
}

interface Difference {
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
  /** Line of the first parameter that is wrong, else of the comment. */
  readonly at: number;
}

function compare(lines: readonly string[], definition: Definition, python: boolean): Difference | undefined {
  if (definition.kind !== 'function' && definition.kind !== 'method') return undefined;
  const doc = python ? docstringOf(lines, definition) : docAbove(lines, definition);
  const documented = (doc?.lines ?? []).flatMap((text, at) => {
    const name = (python ? SPHINX : JAVADOC).exec(text)?.groups?.name;
    return name === undefined ? [] : [{ name, at: (doc?.first ?? 1) + at }];
  });
  if (doc === undefined || documented.length === 0) return undefined;
  const parameters = parametersOf(lines, definition.line, definition.name);
  if (parameters === undefined) return undefined;
  const body = lines.slice(definition.line - 1, definition.endLine).join('\n');
  // One signature for several ways of calling: the comment may describe any of them.
  if (/\barguments\b/.test(body)) return undefined;
  const named = new Set(documented.map(({ name }) => name));
  const wrong = documented.filter(({ name }) => !parameters.includes(name) && name !== 'this');
  const gone = [...new Set(wrong.map(({ name }) => name))];
  const fresh = parameters.filter((name) => !named.has(name) && !/^(?:self|cls|this|_.*)$/.test(name));
  if (gone.length === 0 && fresh.length === 0) return undefined;
  return { gone, fresh, at: wrong[0]?.at ?? doc.first };
}

function list(names: readonly string[]): string {
  return names
    .slice(0, 4)
    .map((name) => codeSpan(name, 60))
    .join(', ');
}
