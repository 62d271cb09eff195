import type { Finding } from '../../../domain/finding.ts';
import type { ProjectView } from '../../../domain/project-view.ts';
import { plainLine } from '../../../text/plain-line.ts';
import { type ProjectModule, projectModules } from '../structure/project-modules.ts';
import { linesOf } from '../text/lines-of.ts';
import { manifestPurpose } from './project-purpose.ts';

const SHOWN = 15;
/** Lines of a file in which its own description stands. */
const HEAD = 40;
/** Files that a module begins with, by convention, and that describe it. */
const BEGINS = /(?:^|\/)(?:lib|mod|main|index|__init__|doc|package-info)\.\w+$/;

/** The modules of the project and what each says it is for, by its manifest, its first comment or its readme. */
export function modulePurposes(view: ProjectView): readonly Finding[] {
  const modules = projectModules(view).all.filter(({ folder }) => folder !== '');
  if (modules.length < 2) return [];
  const largest = [...modules].sort((a, b) => b.paths.length - a.paths.length || (a.folder < b.folder ? -1 : 1));
  const rows = largest
    .slice(0, SHOWN)
    .sort((a, b) => (a.folder < b.folder ? -1 : 1))
    .map((one) => {
      const says = purposeOf(view, one);
      return `${one.folder}/${says === undefined ? '' : `: ${says}`}`;
    });
  return [
    {
      skill: 'project-map',
      title: 'Its parts, and what they say of themselves',
      excerpt: { language: 'text', text: rows.join('\n') },
      weight: 0.97,
      sources: [],
    },
  ];
}

function purposeOf(view: ProjectView, { folder, paths, name }: ProjectModule): string | undefined {
  const declared = manifestPurpose(view, `${folder}/`);
  if (declared !== undefined && !declared.text.replace(/^@[\w-]+\//, '').startsWith(name))
    return plainLine(declared.text.replace(/\\(.)/g, '$1'), 140);
  const own = paths.filter((path) => path.startsWith(`${folder}/`));
  const first = [...own.filter((path) => BEGINS.test(path)), ...own.filter((path) => path.endsWith('.go'))].slice(0, 8);
  for (const path of first) {
    const comment = headComment(linesOf(view, path).texts(1, HEAD));
    if (comment !== undefined) return plainLine(comment, 140);
  }
  const readme = linesOf(view, `${folder}/README.md`).texts(1, HEAD);
  const prose = readme.find((text) => /^[A-Z*`][^|<!]{30,}/.test(text));
  return prose === undefined ? undefined : plainLine(prose.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'), 140);
}

/** What a file says of its module: `//! …`, `// Package x …`, a docstring. A licence says nothing of it. */
function headComment(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((text) => /^(?:\/\/!|\/\/ Package |"""|\/\*\* ?\w|\/\*\*\s*$)/.test(text));
  if (at < 0) return undefined;
  const words: string[] = [];
  for (const text of lines.slice(at, at + 8)) {
    const said = text
      .replace(/^\s*(?:\/\/!?|\/\*\*?|\*\/?|""")\s?/, '')
      .replace(/(?:\*\/|""")\s*$/, '')
      .trim();
    if (said === '' && words.length > 0) break;
    if (said !== '') words.push(said);
  }
  const text = words.join(' ');
  const sentence = /^.{10,}?[.!](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length < 12 || /licen[sc]e|copyright|@\w/i.test(sentence) ? undefined : sentence;
}
