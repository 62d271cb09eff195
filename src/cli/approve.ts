import { createInterface } from 'node:readline/promises';
import { describeAmount } from '../engine/coordinator/budget/describe-amount.ts';
import type { Approve } from '../engine/domain/budget.ts';
import type { CliOptions } from './options.ts';

/** How a person is asked before much is spent: `--yes` agrees, a terminal asks; `undefined` where nobody can be asked. */
export function approver({ yes }: CliOptions, signal: AbortSignal): Approve | undefined {
  if (yes) return async () => true;
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (estimate) => {
    const agents = estimate.agents.map((agent) => `@${agent}`).join(', ');
    const terminal = createInterface({ input: stdin, output: stderr });
    try {
      const answer = await terminal.question(
        `${agents}: about ${describeAmount(estimate)} would go to ${estimate.to}. Send it? [y/N] `,
        { signal },
      );
      return /^\s*y(?:es)?\s*$/i.test(answer);
    } finally {
      terminal.close();
    }
  };
}
