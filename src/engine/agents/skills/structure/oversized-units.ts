import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** Lines past which a function is hard to hold in the head. */
const LONG_FUNCTION = 80;

/** Long functions of the chosen files. */
export const oversizedUnits: Skill = {
  id: 'oversized-units',
  title: 'oversized functions',
  topics: /\b(?:big|large|long|size|oversized|split|huge|complex\w*|refactor\w*|extract)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    return chosen
      .filter((path) => view.file(path)?.kind === 'product')
      .slice(0, 8)
      .flatMap((path) => view.definitions({ path }))
      .filter(
        ({ kind, line, endLine }) => (kind === 'function' || kind === 'method') && endLine - line >= LONG_FUNCTION,
      )
      .sort((a, b) => b.endLine - b.line - (a.endLine - a.line))
      .slice(0, 3)
      .map(({ path, name, line, endLine }) => ({
        skill: 'oversized-units',
        title: `${codeSpan(name, 80)} in ${codeSpan(path)} is ${endLine - line + 1} lines long: a candidate to split`,
        weight: 0.5,
        sources: [{ path, line, endLine }],
      }));
  },
};
