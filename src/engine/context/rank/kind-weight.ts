import type { FileFacts, FileKind } from '../../domain/project-view.ts';

/** How much a file of this kind counts: product code first, unless the question is about tests or documents. */
const BY_KIND: Readonly<Record<FileKind, number>> = {
  product: 1,
  config: 0.45,
  test: 0.35,
  docs: 0.35,
  example: 0.35,
  data: 0.2,
  vendored: 0.1,
  generated: 0.05,
};
/** A kind that a question asks for: what it is about is in product code even so. */
const WANTED = 0.5;
/** Scripts of a build tool, written in the language of the project. */
const BUILD_SCRIPT =
  /(^|\/)(setup|noxfile|tasks)\.py$|(^|\/)(gulpfile|Gruntfile|[\w.-]+\.config)\.[cm]?[jt]s$|(^|\/)build\.rs$/;
const BUILDING = 0.9;

/** Files that declare what others do. */
const DECLARATIONS = /\.d\.[mc]?ts$|\.pyi$/;
/** Their weight, and when the question is about types. */
const DECLARING = 0.75;
const DECLARING_TYPES = 1.15;
/** Languages that lay out or describe rather than do, and files of no known language. */
const NO_CODE = new Set(['json', 'yaml', 'toml', 'xml', 'html', 'css', 'scss', 'less', 'markdown']);
const WITHOUT_CODE = 0.8;
const UNKNOWN = 0.7;
/** What stands around a product: files without an ending, and what its build is configured from. */
const AROUND = /(^|\/)[^./]+$|\.(am|ac|in|m4)$/;
const AROUND_IT = 0.5;
/** Scripts that build, check or release. */
const SHELL = /\.(sh|bash|zsh|ps1|cmd|bat)$/;
const RUN_BY_HAND = 0.6;

/** What a question asks for by kind. */
export interface Wanted {
  readonly kind: FileKind | undefined;
  readonly types: boolean;
}

/** What product files count, for as long as these are known: the same ones are looked at with every question. */
const known = new WeakMap<FileFacts, number | 'declares'>();

/** How much a file counts by what it is, before a word is looked at. */
export function kindWeight(file: FileFacts, wanted: Wanted): number {
  const { kind } = file;
  if (kind !== 'product') return kind === wanted.kind ? WANTED : BY_KIND[kind];
  let weight = known.get(file);
  if (weight === undefined) {
    weight = productWeight(file);
    known.set(file, weight);
  }
  if (weight !== 'declares') return weight;
  return wanted.types ? DECLARING_TYPES : DECLARING;
}

function productWeight({ path, language }: FileFacts): number | 'declares' {
  if (BUILD_SCRIPT.test(path)) return BUILDING;
  if (DECLARATIONS.test(path)) return 'declares';
  if (SHELL.test(path)) return RUN_BY_HAND;
  if (language === 'text') return AROUND.test(path) ? AROUND_IT : UNKNOWN;
  return NO_CODE.has(language) ? WITHOUT_CODE : 1;
}

/** Tests for marie and where they are asked about; documents where they are. */
export function wantedKind(text: string, agent: string): FileKind | undefined {
  if (agent === 'marie' || /\b(?:which|what|where|missing|more) (?:\w+ ){0,3}tests?\b|\bcoverage\b/i.test(text))
    return 'test';
  if (/\b(?:readme|changelog)\b|\b(?:which|what|where) (?:\w+ ){0,3}docs?\b/i.test(text)) return 'docs';
  return undefined;
}
