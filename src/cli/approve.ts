import { createInterface } from 'node:readline/promises';
import { describeAmount } from '../engine/coordinator/budget/describe-amount.ts';
import type { Approve } from '../engine/domain/budget.ts';
import type { CliOptions } from './options.ts';

const NOT_SENT = 'Not sent.\n';

/** How a person is asked before much is spent: `--yes` agrees, a terminal asks; `undefined` where nobody can be asked. */
export function approver(
  { yes }: Pick<CliOptions, 'yes'>,
  signal: AbortSignal,
  { stdin, stderr }: Pick<NodeJS.Process, 'stdin' | 'stderr'> = process,
): Approve | undefined {
  if (yes) return async () => true;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (estimate) => {
    const agents = estimate.agents.map((agent) => `@${agent}`).join(', ');
    const asked = `${agents}: about ${describeAmount(estimate)} would go to ${estimate.to}. Send it? [y/N] `;
    const terminal = createInterface({ input: stdin, output: stderr });
    // Ctrl+C and Ctrl+D close it, after which an older Node would wait for ever.
    const left = new AbortController();
    terminal.once('close', () => left.abort());
    try {
      const answer = await terminal.question(asked, { signal: AbortSignal.any([signal, left.signal]) });
      const agreed = /^\s*y(?:es)?\s*$/i.test(answer);
      if (!agreed) stderr.write(NOT_SENT);
      return agreed;
    } catch {
      // The cursor stands behind the question.
      stderr.write(`\n${NOT_SENT}`);
      return false;
    } finally {
      terminal.close();
    }
  };
}
