import type { Skill } from '../../domain/skill.ts';
import { findLines } from './find-lines.ts';

const BLOCKING =
  /\b(?:readFileSync|writeFileSync|existsSync|statSync|readdirSync|execSync|spawnSync|pbkdf2Sync|scryptSync|gzipSync)\s*\(|\btime\.sleep\(|\bThread\.sleep\(/;

/** Synchronous I/O and sleeps in product code: harmless at start-up, costly on a request path. */
export const blockingCalls: Skill = {
  id: 'blocking-calls',
  title: 'blocking calls',
  find: (input) =>
    findLines(input, ['product'], BLOCKING, 4).map(({ path, line, text }) => ({
      skill: 'blocking-calls',
      title: `A blocking call at \`${path}:${line}\`: fine at start-up, costly where requests pass`,
      detail: `\`${text.replaceAll('`', "'")}\``,
      weight: 0.7,
      sources: [{ path, line }],
    })),
};
