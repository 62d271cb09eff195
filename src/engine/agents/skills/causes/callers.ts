import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { usesOf } from '../text/uses-of.ts';
import { rankSuspects } from './suspects.ts';

/** Where the best suspect is called from. */
export const callers: Skill = {
  id: 'callers',
  title: 'callers of the failing symbol',
  find(input) {
    const name = rankSuspects(input)[0]?.definition.name;
    if (name === undefined) return [];
    const sources = usesOf(input.view, name).slice(0, 4);
    if (sources.length === 0) return [];
    const places = sources.map(
      ({ path, line, within }) =>
        `${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
    );
    const asked =
      /\b(?:callers?|call ?sites?|(?:who|what|where|which)\b.{0,60}\b(?:calls?|called|uses?|used)|called (?:by|from)|used by)\b/i.test(
        input.question.text,
      );
    return [
      {
        skill: 'callers',
        title: `${codeSpan(name, 80)} is used at ${places.join(', ')}`,
        weight: asked ? 0.96 : 0.4,
        sources: sources.map(({ path, line }) => ({ path, line })),
      },
    ];
  },
};
