import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { isComment } from '../text/is-comment.ts';
import { linesOf } from '../text/lines-of.ts';
import { isTool } from './is-tool.ts';

/** A line that begins a loop whose body stands below it, deeper. */
const LOOP =
  /^\s*(?:(?:async\s+)?for\b(?!\s*$)|while\b|\}?\s*do\b\s*\{|loop\s*\{)|\.(?:forEach|map|flatMap)\(\s*(?:async\s*)?(?:\(|function|\w+\s*=>).*[{(]\s*$/;
/** Loops that are no loops over data: `for (;;)`, an event loop, a retry. */
const ENDLESS = /for\s*\(\s*;;\s*\)|while\s*\(?\s*(?:true|1)\b|\bloop\s*\{|for\s*\{|while\s+let\b/i;

interface Cost {
  readonly what: string;
  readonly pattern: RegExp;
  /** Only where the language has this meaning. */
  readonly languages?: RegExp;
}

const COSTS: readonly Cost[] = [
  {
    what: 'asks a database or a service once for every item (N + 1): ask once for all of them',
    pattern:
      /\bawait\s+[\w.]*(?:db|sql|pool|client|repo|repository|model|prisma|knex|collection|fetch|axios|http)\w*(?:\.\w+)*\(|\b(?:session|cursor|db|conn|connection)\.(?:query|execute|get|scalar)\(|\brequests\.(?:get|post|put)\(|\.objects\.(?:get|filter)\(|\b(?:db|tx)\.(?:Query|QueryRow|Exec)(?:Context)?\(/,
  },
  {
    what: 'waits for each item before it begins the next: where they do not depend on one another, begin them together',
    pattern: /^\s*(?:(?:const|let|var)\s+[^=]+=\s*)?await\s+(?!Promise\.)[\w$.]+\(/,
    languages: /^(?:javascript|typescript|vue|svelte)$/,
  },
  {
    what: 'does synchronous I/O once for every item',
    pattern:
      /\b(?:readFileSync|writeFileSync|execSync|execFileSync|spawnSync)\(|\b(?:subprocess\.(?:run|check_output|call))\(/,
  },
  {
    what: 'compiles the same pattern once for every item: compile it before the loop',
    pattern:
      /\bnew RegExp\(\s*['"`][^$]*['"`]\s*[,)]|\bre\.compile\(\s*r?['"]|\bregexp\.MustCompile\(\s*[`"]|\bRegex::new\(\s*r?"|\bPattern\.compile\(\s*"/,
  },
  {
    what: 'copies everything gathered so far once for every item, which is quadratic: push into one array or object',
    pattern:
      /^\s*(?<into>[\w$]+)\s*=\s*(?:\[\s*\.\.\.\k<into>\b|\{\s*\.\.\.\k<into>\b|\k<into>\.concat\()|\(\s*(?<acc>acc\w*|prev|result)\s*,[^)]*\)\s*=>\s*\(?[[{]\s*\.\.\.\k<acc>\b/,
    languages: /^(?:javascript|typescript|vue|svelte)$/,
  },
  {
    what: 'defers until the function ends, not the loop: each item holds its resource until then',
    pattern: /^\s*defer\s/,
    languages: /^go$/,
  },
];

const FILES = 8;
const TOLD = 4;

/** Work that a loop of product code does again for every item, though once or all together would do. */
export const hotLoops: Skill = {
  id: 'hot-loops',
  title: 'costly loops',
  topics:
    /\b(?:slow|fast|perf\w*|latency|throughput|speed|loops?|memory|cpu|n ?\+ ?1|quer(?:y|ies)|optimi\w*|costly|expensive|hot)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    return chosen
      .filter((path) => view.file(path)?.kind === 'product' && !isTool(path))
      .slice(0, FILES)
      .flatMap((path) => {
        const language = view.file(path)?.language ?? '';
        return inLoops(linesOf(view, path).texts()).flatMap(({ text, line, loop }) => {
          const cost = COSTS.find((one) => one.pattern.test(text) && one.languages?.test(language) !== false);
          return cost === undefined ? [] : [{ path, line, loop, text, cost }];
        });
      })
      .sort((a, b) => COSTS.indexOf(a.cost) - COSTS.indexOf(b.cost))
      .slice(0, TOLD)
      .map(({ path, line, loop, text, cost }) => {
        const within = enclosing(view, path, line)?.name;
        return {
          skill: 'hot-loops',
          title: `The loop at ${codeSpan(`${path}:${loop}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`} ${cost.what}`,
          detail: `line ${line}: ${codeSpan(text)}`,
          weight: 0.72,
          sources: [{ path, line }],
        };
      });
  },
};

/** Lines inside loops, told by their indentation, with the line of the innermost loop. */
function inLoops(lines: readonly string[]): { readonly text: string; readonly line: number; readonly loop: number }[] {
  const found: { text: string; line: number; loop: number }[] = [];
  const loops: { readonly indent: number; readonly line: number; readonly endless: boolean }[] = [];
  for (const [at, text] of lines.entries()) {
    const isLoop = LOOP.test(text);
    // Outside of loops nothing but a loop matters.
    if (!isLoop && loops.length === 0) continue;
    if (text.trim() === '' || text.length > 400 || isComment(text)) continue;
    const indent = text.length - text.trimStart().length;
    while (loops.length > 0 && (loops.at(-1)?.indent ?? 0) >= indent) loops.pop();
    const around = loops.at(-1);
    if (around !== undefined && !around.endless) found.push({ text, line: at + 1, loop: around.line });
    if (isLoop) loops.push({ indent, line: at + 1, endless: ENDLESS.test(text) });
    // A function that is defined in a loop runs when somebody calls it.
    else if (around !== undefined && /\bfunction\b.*\{\s*$|^\s*(?:async\s+)?def\s|\bfunc\(.*\{\s*$/.test(text)) {
      loops.push({ indent, line: at + 1, endless: true });
    }
  }
  return found;
}
