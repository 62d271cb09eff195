import type { ProjectView } from '../../../domain/project-view.ts';
import { inertText } from '../../../text/inert-text.ts';
import { linesOf } from '../text/lines-of.ts';

const MANIFESTS: readonly (readonly [path: string, pattern: RegExp])[] = [
  ['package.json', /^\s*"description"\s*:\s*"(?<text>(?:[^"\\]|\\.){10,300})"/m],
  ['pyproject.toml', /^description\s*=\s*(?:"""\s*)?"?(?<text>[^"]{10,400})"/m],
  ['Cargo.toml', /^description\s*=\s*(?:"""\s*)?"?(?<text>[^"]{10,400})"/m],
  ['pom.xml', /<description>(?<text>[^<]{10,300})<\/description>/],
  ['setup.cfg', /^description\s*=\s*(?<text>.{10,300})$/m],
];
/** `Gin is a framework`, `Tasty mocking framework for unit tests in Java`. */
const IS = /\b(?:is|are) (?:an? (?!MIT)|the )|^(?:[A-Z]\w+ ){1,4}(?:library|framework|tool|server|client)\b/i;
const README_LINES = 80;
const PROSE = /^[A-Z*_[`][^|]{40,}/;
/** Badges, images, link definitions, HTML and underlines. */
const DECORATION = /^\[!\[|^!\[|^\[\S+\]:|^<|^=+$|^-+$/;
const READMES = ['README.md', 'Readme.md', 'readme.md', 'README.rst', 'README'];

export interface Purpose {
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

/** What the project says it is for, and where: a manifest's description, else the first sentence of the readme. */
export function projectPurpose(view: ProjectView): Purpose | undefined {
  const declared = manifestPurpose(view);
  if (declared !== undefined) return declared;
  for (const path of READMES) {
    const lines = linesOf(view, path).texts(1, README_LINES);
    const prose = lines.flatMap((text, at) => (PROSE.test(text) && !DECORATION.test(text) ? [at] : []));
    // What a project is stands in a sentence that says so; news and badges may stand above it.
    const at = prose.find((one) => IS.test(lines[one] ?? '')) ?? prose[0];
    if (at === undefined) continue;
    const paragraph = lines.slice(at, at + 4).join(' ');
    const sentence = /^.{30,}?[.!](?=\s|$)/.exec(paragraph)?.[0] ?? paragraph;
    const text = sentence.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`]/g, '');
    return { text: inertText(text, 240), path, line: at + 1 };
  }
  return undefined;
}

/** What the manifest in a folder, `crates/a/` or the root's `''`, gives as its description. */
export function manifestPurpose(view: ProjectView, folder = ''): Purpose | undefined {
  for (const [name, pattern] of MANIFESTS) {
    const path = folder + name;
    const content = view.read(path);
    const match = content === undefined ? null : pattern.exec(content);
    const text = match?.groups?.text?.trim();
    if (content !== undefined && match !== null && text)
      return { text: inertText(text, 240), path, line: content.slice(0, match.index).split('\n').length };
  }
  return undefined;
}
