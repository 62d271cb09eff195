import type { FileHit, FileKind } from '../../domain/project-view.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { ChunkHit } from '../index/index-search.ts';
import { queryWords } from './split-words.ts';

/** How much a hit in a file of this kind counts: product code first, unless the question is about tests or documents. */
const WEIGHT: Readonly<Record<FileKind, number>> = {
  product: 1,
  config: 0.5,
  test: 0.35,
  docs: 0.35,
  example: 0.35,
  data: 0.2,
  vendored: 0.1,
  generated: 0.05,
};
/** Chunks looked at for one question. */
const CHUNKS = 400;
/** Files below this share of the best score are left out rather than filled up to 20. */
const THRESHOLD = 0.15;

export interface RankedFile extends FileHit {
  /** Best chunks first. */
  readonly chunks: readonly ChunkHit[];
}

/**
 * The files that matter for a question, best first: BM25 over chunks, the best chunk of a file in full and further ones with
 * halving weight; a file in focus and files named in the question first.
 */
export function rankFiles(index: FileIndex, question: Question, agent: string): RankedFile[] {
  const words = queryWords(question.text, limits.queryWords);
  const byFile = new Map<string, ChunkHit[]>();
  for (const hit of index.search(words, CHUNKS)) {
    const chunks = byFile.get(hit.path);
    if (chunks === undefined) byFile.set(hit.path, [hit]);
    else chunks.push(hit);
  }
  const wanted = wantedKind(question.text, agent);
  const ranked = [...byFile].map(([path, chunks]): RankedFile => {
    const kind = chunks[0]?.kind ?? 'product';
    const weight = kind === wanted ? 1 : WEIGHT[kind];
    const score = chunks.slice(0, 4).reduce((sum, chunk, n) => sum + chunk.score / 4 ** n, 0) * weight;
    const inPath = words.filter((word) => path.toLowerCase().includes(word));
    const why = [`content, lines ${chunks[0]?.first}–${chunks[0]?.last}`];
    if (inPath.length > 0) why.push(`path: ${inPath.slice(0, 4).join(', ')}`);
    if (kind !== 'product') why.push(kind);
    return { path, score, why, chunks };
  });
  const best = Math.max(0, ...ranked.map((file) => file.score));
  const named = mentionedPaths(index, question);
  for (const [path, why] of named) {
    const at = ranked.findIndex((file) => file.path === path);
    const [known] = at < 0 ? [] : ranked.splice(at, 1);
    ranked.push({
      path,
      score: 2 * Math.max(best, 1) + (known?.score ?? 0),
      why: [why, ...(known?.why ?? [])],
      chunks: known?.chunks ?? [],
    });
  }
  return ranked
    .filter((file) => file.score >= best * THRESHOLD)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, limits.contextFiles);
}

function wantedKind(text: string, agent: string): FileKind | undefined {
  if (agent === 'marie' || /\b(tests?|spec|coverage)\b/i.test(text)) return 'test';
  if (agent === 'maya' && /\b(docs?|readme|documentation)\b/i.test(text)) return 'docs';
  return undefined;
}

/** Files in focus, and paths written in the question: stack frames, `lib/response.js`. */
function mentionedPaths(index: FileIndex, { focus, text }: Question): Map<string, string> {
  const paths = new Map<string, string>();
  if (focus !== undefined && index.has(focus.path)) paths.set(focus.path, 'in focus');
  for (const written of writtenPaths(text)) {
    const parts = written.replaceAll('\\', '/').split('/');
    // A stack trace has absolute paths: the longest tail that the workspace knows is the file.
    for (let from = 0; from < parts.length; from++) {
      const path = parts.slice(from).join('/');
      if (!index.has(path)) continue;
      if (!paths.has(path)) paths.set(path, 'named in the question');
      break;
    }
    if (paths.size >= 8) break;
  }
  return paths;
}

/** What looks like a path, at most 200: cut at what no path has first, so that one endless word is not searched again and again. */
function writtenPaths(text: string): string[] {
  return [...text.slice(0, 20_000).matchAll(/[\w@.\\/-]+/g)]
    .filter(([word]) => word.length <= 400)
    .flatMap(([word]) => word.match(/[\w@.-]+(?:[\\/][\w@.-]+)*\.\w{1,5}\b/g) ?? [])
    .slice(0, 200);
}
