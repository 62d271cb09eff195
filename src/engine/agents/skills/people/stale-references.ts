import { posix } from 'node:path';
import type { Finding } from '../../../domain/finding.ts';
import type { ProjectView } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';

const FILES = 12;
const TOLD = 4;
/** Documents that tell of the past: what they name may be gone. */
const PAST = /(?:^|\/)[^/]*(?:change|histor|news|release|migrat|upgrad|v\d|archive)[^/]*$/i;
/** Documents whose commands are meant for this project, not for the reader's own. */
const GUIDE = /(?:^|\/)(?:readme|contributing|develop\w*|building|hacking)\.mdx?$/i;
const LINK = /\[[^\]\n]{0,200}\]\((?<target>[^()\s]{1,300})(?:\s+"[^"\n]{0,200}")?\)/g;
const SCRIPT = /\b(?:npm|pnpm|yarn) run (?<script>[\w:.-]{1,60})/g;

/** Begins a project of the reader's own, whose scripts the lines below speak of. */
const BEGINS_ANOTHER = /\b(?:(?:npm|yarn|pnpm|bun) (?:init|create)|npx (?:create-|degit ))\s*[@\w]/;

/** Documents among the chosen files, and the readme, that name files and scripts which the project no longer has. */
export function staleReferences({ view, chosen }: SkillInput): readonly Finding[] {
  const docs = [...new Set([...chosen, 'README.md', 'Readme.md', 'readme.md'])]
    .filter((path) => /\.mdx?$/i.test(path) && view.file(path) !== undefined && !PAST.test(path))
    .slice(0, FILES);
  const folders = new Set<string>();
  return docs
    .flatMap((path) => {
      const lines = linesOf(view, path).texts();
      let fenced = false;
      let ofAnother = false;
      return lines.flatMap((text, at) => {
        if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
        if (text.length > 2_000) return [];
        if (BEGINS_ANOTHER.test(text)) ofAnother = true;
        const links = fenced ? [] : [...text.matchAll(LINK)].map(({ groups }) => groups?.target ?? '');
        const gone = links.filter((target) => isGone(view, folders, path, target));
        const scripts =
          !GUIDE.test(path) || ofAnother
            ? []
            : [...text.matchAll(SCRIPT)]
                .map(({ groups }) => groups?.script ?? '')
                .filter((script) => !hasScript(view, path, script));
        return [
          ...gone.map((target) => ({ path, line: at + 1, what: `links to ${codeSpan(target)}, which is not there` })),
          ...scripts.map((script) => ({
            path,
            line: at + 1,
            what: `names the script ${codeSpan(script)}, which no manifest above it has`,
          })),
        ];
      });
    })
    .slice(0, TOLD)
    .map(({ path, line, what }) => ({
      skill: 'stale-docs',
      title: `${codeSpan(`${path}:${line}`)} ${what}`,
      weight: 0.8,
      sources: [{ path, line }],
    }));
}

function isGone(view: ProjectView, folders: Set<string>, from: string, target: string): boolean {
  const plain = decoded(target.replace(/[#?].*$/, ''));
  // A site of its own may serve what stands at the root or ends in .html; placeholders are no paths.
  if (plain === undefined || plain === '' || /^[a-z][a-z0-9+.-]*:|^\/|^\/\/|\.html?$|[<>{}$*]/i.test(plain))
    return false;
  const path = posix.normalize(posix.join(posix.dirname(from), plain)).replace(/\/$/, '');
  if (path.startsWith('..') || path === '.') return false;
  if (
    [path, `${path}.md`, `${path}.mdx`, `${path}/index.md`, `${path}/README.md`].some(
      (one) => view.file(one) !== undefined,
    )
  )
    return false;
  if (folders.size === 0) for (const file of view.files()) addFolders(folders, file.path);
  return !folders.has(path) && !isBuilt(path);
}

/** What a build or an install makes is not in the index and may be there. */
function isBuilt(path: string): boolean {
  return /(?:^|\/)(?:dist|build|out|target|node_modules|coverage)(?:\/|$)|(?:^|\/)\.env/.test(path);
}

function addFolders(folders: Set<string>, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

function hasScript(view: ProjectView, from: string, script: string): boolean {
  const manifests: string[] = [];
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const path = folder === '.' ? 'package.json' : `${folder}/package.json`;
    const text = view.read(path);
    if (text !== undefined) manifests.push(text);
    if (folder === '.') break;
  }
  // Without a manifest the document speaks of another project.
  return manifests.length === 0 || manifests.some((text) => text.includes(`"${script}"`));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
