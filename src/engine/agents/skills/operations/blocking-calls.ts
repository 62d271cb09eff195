import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { type FoundLine, findLines } from '../text/find-lines.ts';
import { usesOf } from '../text/uses-of.ts';
import { isTool } from './is-tool.ts';

const BLOCKING =
  /\b(?:readFileSync|writeFileSync|appendFileSync|existsSync|statSync|lstatSync|readdirSync|execSync|execFileSync|spawnSync|pbkdf2Sync|scryptSync|gzipSync|gunzipSync)\s*\(|\btime\.sleep\(|\bThread\.sleep\(|\bstd::thread::sleep\(/;
/** Parameters of what serves a request. */
const HANDLER =
  /\(\s*(?:\w+\s*,\s*)?(?:req|request|ctx|context|reply|res|response|c \*gin\.Context|w http\.ResponseWriter)\b|http\.ResponseWriter|HttpServletRequest|\bRequest\b.*\bResponse\b/;
/** Callers followed upwards, and how far. */
const DEPTH = 3;
const CALLERS = 4;

/** Synchronous I/O and sleeps inside functions of product code, those on the way of a request first. */
export const blockingCalls: Skill = {
  id: 'blocking-calls',
  title: 'blocking calls',
  topics: /\b(?:slow|fast|perf\w*|block\w*|latency|sync\w*|throughput|event loop|speed|hang\w*|sleeps?)\b/i,
  looksAt: ['product'],
  find: (input) =>
    findLines(input, ['product'], BLOCKING, 20)
      // Outside of a function it runs once, when the module is loaded.
      .flatMap(({ within, ...found }) => (within === undefined ? [] : [{ ...found, within }]))
      .filter(({ path }) => !isTool(path))
      .map((found) => ({ ...found, way: wayToRequest(input.view, found) }))
      .sort((a, b) => Number(b.way !== undefined) - Number(a.way !== undefined))
      .slice(0, 4)
      .map(({ path, line, text, within, way }) => ({
        skill: 'blocking-calls',
        title:
          way === undefined
            ? `${codeSpan(within, 60)} blocks its thread at ${codeSpan(`${path}:${line}`)}: fine at start-up, costly where requests pass`
            : `${codeSpan(within, 60)} blocks its thread at ${codeSpan(`${path}:${line}`)} on the way of a request: ${way.map((name) => codeSpan(name, 60)).join(' → ')}`,
        detail: codeSpan(text),
        weight: way === undefined ? 0.55 : 0.8,
        sources: [{ path, line }],
      })),
};

/** Callers from what serves a request down to the blocking function, by name; `undefined` when there is no such way. */
function wayToRequest(view: ProjectView, { path, line }: FoundLine): readonly string[] | undefined {
  const start = enclosing(view, path, line);
  if (start === undefined) return undefined;
  const seen = new Set([start.name]);
  let front: { readonly name: string; readonly signature: string; readonly way: readonly string[] }[] = [
    { ...start, way: [start.name] },
  ];
  for (let depth = 0; depth <= DEPTH; depth++) {
    const served = front.find(({ signature }) => HANDLER.test(signature));
    if (served !== undefined) return served.way;
    front = front.flatMap(({ name, way }) =>
      usesOf(view, name)
        .flatMap((one) => enclosing(view, one.path, one.line) ?? [])
        .filter((caller) => !seen.has(caller.name) && seen.add(caller.name))
        .slice(0, CALLERS)
        .map((caller) => ({ ...caller, way: [caller.name, ...way] })),
    );
  }
  return undefined;
}
