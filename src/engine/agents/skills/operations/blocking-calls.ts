import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';

const BLOCKING =
  /\b(?:readFileSync|writeFileSync|appendFileSync|existsSync|statSync|lstatSync|readdirSync|execSync|execFileSync|spawnSync|pbkdf2Sync|scryptSync|gzipSync|gunzipSync)\s*\(|\btime\.sleep\(|\bThread\.sleep\(/;

/** Synchronous I/O and sleeps inside functions of product code: harmless at start-up, costly on a request path. */
export const blockingCalls: Skill = {
  id: 'blocking-calls',
  title: 'blocking calls',
  find: (input) =>
    findLines(input, ['product'], BLOCKING, 20)
      // Outside of a function it runs once, when the module is loaded.
      .flatMap(({ within, ...found }) => (within === undefined ? [] : [{ ...found, within }]))
      .slice(0, 4)
      .map(({ path, line, text, within }) => ({
        skill: 'blocking-calls',
        title: `${codeSpan(within, 60)} blocks its thread at ${codeSpan(`${path}:${line}`)}: fine at start-up, costly where requests pass`,
        detail: codeSpan(text),
        weight: 0.7,
        sources: [{ path, line }],
      })),
};
