import { splitName } from '../text/split-name.ts';

/** Lines that name what others made, such as a library: they stay as they are. */
const IMPORT =
  /^\s*(?:import|from|use|using|require|#include|package)\b|^\s*(?:\w+\s+)?["'`][\w.-]+\/[\w./-]+["'`]\s*$|\brequire\(/;

/**
 * Code with one name for another, in each way of writing it: `toml`, `Toml` and `TOML` become `csv`, `Csv` and `CSV`; `undefined` where it
 * does not hold the name.
 * @param to its words in lower case.
 */
export function renameIn(code: string, from: string, to: readonly string[]): string | undefined {
  if (from.length < 3 || splitName(from).length === 0) return undefined;
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const joined = to.map(capital).join('');
  const forms = new Map([
    [from, /^\p{Lu}/u.test(from) ? joined : to.join('')],
    [from.toUpperCase(), to.join('_').toUpperCase()],
    [capital(from), joined],
    [splitName(from).join('-'), to.join('-')],
    [splitName(from).join('_'), to.join('_')],
    [from.toLowerCase(), to.join('')],
  ]);
  const changed = code
    .split('\n')
    .map((line) => {
      if (IMPORT.test(line)) return line;
      let done = line;
      for (const [one, other] of forms) done = done.replaceAll(one, other);
      return done;
    })
    .join('\n');
  return changed === code ? undefined : changed;
}
