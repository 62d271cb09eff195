import type { ContextFile, ProjectContext } from '../../domain/context.ts';
import type { Question } from '../../domain/question.ts';
import { renderContext } from '../../domain/render-context.ts';
import type { RankedFile } from '../rank/ranker.ts';
import { countTokens } from './count-tokens.ts';
import type { Frame } from './frame.ts';
import { packFile } from './pack-file.ts';

export interface PackInput {
  readonly frame: Frame;
  /** Best first. */
  readonly ranked: readonly RankedFile[];
  readonly question: Question;
  /** Tokens of the whole context. */
  readonly budget: number;
  readonly read: (path: string) => string | undefined;
}

/** Best files first, each with a fair part of what is left; then dropped from the end until the whole fits exactly. */
export function packContext({ frame, ranked, question, budget, read }: PackInput): ProjectContext {
  let left = budget - countTokens(renderContext({ ...frame, files: [] })) - 16;
  const packed: { readonly file: ContextFile; readonly redacted: number }[] = [];
  for (const [rank, candidate] of ranked.entries()) {
    const text = read(candidate.path);
    if (text === undefined) continue;
    const { focus } = question;
    const range =
      focus?.path === candidate.path && focus.from !== undefined
        ? ([focus.from, focus.to ?? focus.from] as const)
        : undefined;
    const share = Math.max(left / Math.min(4, ranked.length - rank), 0);
    const result = packFile(candidate, text, range, Math.floor(share));
    if (result === undefined) continue;
    left -= result.cost;
    packed.push(result);
  }
  while (true) {
    const files = packed.map(({ file }) => file).sort((a, b) => (a.path < b.path ? -1 : 1));
    const tokens = countTokens(renderContext({ ...frame, files }));
    if (tokens <= budget || packed.length === 0) {
      const ranking = packed.map(({ file }) => file.path);
      const redacted = packed.reduce((sum, one) => sum + one.redacted, 0);
      return { ...frame, files, ranking, tokens, budget, redacted };
    }
    packed.pop();
  }
}
