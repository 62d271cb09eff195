import type { Finding } from '../../../domain/finding.ts';
import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { definitionFits } from '../text/definition-fits.ts';
import { isComment } from '../text/is-comment.ts';
import { linesOf } from '../text/lines-of.ts';

/** Things that are told about, files that are named for each, and uses that are looked at. */
const TOLD = 3;
const FILES = 6;
const USES = 200;
/** Languages in which files of one package, or all, see one another without an import. */
const SHARES = /^(?:go|java|kotlin|scala|csharp|swift|ruby|php|c|cpp)$/;
/** Definitions of a file whose uses are looked for. */
const NAMES = 8;

const TOPICS =
  /\b(?:who|what|which|where)\b.{0,60}\b(?:uses?|used|imports?|imported|depends? (?:up)?on|calls?|called|requires?|needs?)\b|\b(?:users?|dependents?|importers?|consumers?|callers?) of\b|\bused (?:by|in|from)\b|\b(?:affected|impact)\b/i;

/** For who asks what depends on something: the files that import the file, and the places that use the definition, which the question names. */
export const dependents: Skill = {
  id: 'dependents',
  title: 'dependents',
  topics: TOPICS,
  find(input) {
    if (!TOPICS.test(input.question.text)) return [];
    return [...ofFiles(input), ...ofDefinitions(input)].slice(0, TOLD).map((one, at) => ({
      skill: 'dependents',
      weight: 0.99 - at * 0.01,
      ...one,
    }));
  },
};

type Told = Pick<Finding, 'title' | 'sources'>;

interface Use {
  readonly path: string;
  readonly line: number;
}

function ofFiles({ question, view, chosen }: SkillInput): readonly Told[] {
  const words = question.text.slice(0, 4_000).match(/[\w@./\\-]+\.\w+/g) ?? [];
  const paths = new Set(
    words.flatMap((word) => {
      const path = word.replaceAll('\\', '/').replace(/^\.\//, '');
      return view.file(path) === undefined ? chosen.filter((one) => one.endsWith(`/${path}`)).slice(0, 1) : [path];
    }),
  );
  return [...paths].map((path) => {
    const from = view.imports({ to: path }).map((edge) => ({ path: edge.from, line: edge.line }));
    return from.length > 0 || !SHARES.test(view.file(path)?.language ?? '')
      ? told(view, codeSpan(path), 'is imported by', from, 'No file of the project imports')
      : ofContent(view, path);
  });
}

/** A file that is not imported by itself, as in Go and in a Java package: who uses what it defines. */
function ofContent(view: ProjectView, path: string): Told {
  const names = view
    .definitions({ path })
    .filter(
      ({ name, kind }) =>
        name.length > 3 && kind !== 'variable' && kind !== 'constant' && view.definitions({ name }).length === 1,
    )
    .slice(0, NAMES);
  const uses = names.flatMap(({ name }) => usesElsewhere(view, name, path).map((use) => ({ ...use, name })));
  const used = [...new Set(uses.map(({ name }) => name))].slice(0, 3).map((name) => codeSpan(name, 60));
  const by = used.length === 0 ? '' : ` by what it defines (${used.join(', ')})`;
  return told(view, codeSpan(path), `is used${by} in`, uses, 'No file of the project imports or uses by name');
}

function usesElsewhere(view: ProjectView, name: string, path: string): readonly Use[] {
  return view
    .references(name, USES)
    .filter((use) => use.path !== path)
    .filter((use) => !isComment(linesOf(view, use.path).of(use.line)) && view.file(use.path)?.kind !== 'docs');
}

function ofDefinitions(input: SkillInput): readonly Told[] {
  const { question, view } = input;
  const words = new Set(question.text.slice(0, 4_000).split(/[^\p{L}\p{N}_$]+/u));
  const named = definitionFits(input)
    .filter(({ definition: { name }, name: fit }) => fit >= 1 || (/\p{Lu}/u.test(name) && words.has(name)))
    .map(({ definition }) => definition)
    .filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at);
  return named.slice(0, TOLD).map(({ name, path }) => {
    const homes = new Set(view.definitions({ name }).map((one) => one.path));
    const uses = view
      .references(name, USES)
      .filter((use) => !isComment(linesOf(view, use.path).of(use.line)) && view.file(use.path)?.kind !== 'docs');
    const alike = homes.size > 1 ? ` (by name: ${homes.size} files define one)` : '';
    return told(view, `${codeSpan(name, 80)} of ${codeSpan(path)}`, `is used${alike} in`, uses, 'I found no use of');
  });
}

/** Product files first, the one with most uses first; tests are counted. */
function told(view: ProjectView, what: string, verb: string, uses: readonly Use[], none: string): Told {
  const files = [...Map.groupBy(uses, ({ path }) => path)].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  const of = (test: boolean) => files.filter(([path]) => (view.file(path)?.kind === 'test') === test);
  const [product, tests] = [of(false), of(true)];
  if (files.length === 0) return { title: `${none} ${what}`, sources: [] };
  const shown = (product.length > 0 ? product : tests).slice(0, FILES);
  const more = (product.length > 0 ? product : tests).length - shown.length;
  const names = shown.map(([path, [first]]) => codeSpan(`${path}:${first?.line ?? 1}`)).join(', ');
  const rest = more > 0 ? ` and ${more} more files` : '';
  const also =
    product.length > 0 && tests.length > 0 ? `, and in ${tests.length} ${tests.length > 1 ? 'tests' : 'test'}` : '';
  return {
    title: `${what} ${verb} ${names}${rest}${also}`,
    sources: shown.map(([path, [first]]) => ({ path, line: first?.line ?? 1 })),
  };
}
