import { parseArgs } from 'node:util';

/**
 * The options of a command of this repository; for `--help` its usage, and for what it does not know that and what was wrong, and the end.
 * @template {import('node:util').ParseArgsConfig} T
 * @param {string} usage a line, or several.
 * @param {T} config of `parseArgs`.
 * @returns {ReturnType<typeof parseArgs<T>>}
 */
export function readOptions(usage, config) {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message.split('. ')[0] : error}.\n${usage}`);
    process.exit(2);
  }
}

/**
 * A number that an option gives; without one, `otherwise`. Ends the process where it is none, or too small.
 * @template T
 * @param {string} name of the option.
 * @param {string | undefined} value
 * @param {T} otherwise
 * @param {number} least
 * @returns {number | T}
 */
export function readNumber(name, value, otherwise, least = 1) {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (Number.isFinite(number) && number >= least) return number;
  console.error(`--${name}: “${value}” is not a number of ${least} or more.`);
  process.exit(2);
}
