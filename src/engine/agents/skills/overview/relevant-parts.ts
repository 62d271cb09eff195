import type { Definition } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { isTool } from '../operations/is-tool.ts';
import { codeSpan } from '../text/code-span.ts';
import { type DefinitionFit, definitionFits } from '../text/definition-fits.ts';
import { subjectWords } from '../text/subject-words.ts';
import { ASKS_FOR_PARTS } from './asks-for-parts.ts';

const TOLD = 3;
/** Fit below which a definition is not about the subject. */
const LEAST = 0.15;
/** What being a type that others build on adds, and being explained. */
const TYPE = 0.1;
const EXPLAINED = 0.05;

/** For a question about a part of the project: the definitions that make it up, each with what its comment says, best first. */
export const relevantParts: Skill = {
  id: 'relevant-parts',
  title: 'parts that this is about',
  find(input) {
    const { text } = input.question;
    if (subjectWords(text).size === 0 || ASKS_FOR_PARTS.test(text)) return [];
    const seen = new Set<string>();
    return (
      definitionFits(input)
        .filter(
          ({ definition, product, name, body }) =>
            product && !isTool(definition.path) && 0.5 * name + 0.5 * body >= LEAST,
        )
        .map((one) => ({ ...one, score: score(one) }))
        .sort((a, b) => b.score - a.score || a.rank - b.rank || a.definition.line - b.definition.line)
        // One of a file's says where it is; the others are near it.
        .filter(({ definition: { path } }) => !seen.has(path) && seen.add(path))
        .slice(0, TOLD)
        .map(({ definition }, at) => {
          const { path, name, kind, line, endLine, signature } = definition;
          const says = firstSentence(definition);
          return {
            skill: 'relevant-parts',
            title: `${codeSpan(name, 80)} (${kind}) in ${codeSpan(path)} ${says === undefined ? 'is about this' : `says of itself: ${says}`}`,
            detail: codeSpan(signature),
            weight: 0.99 - at * 0.01,
            sources: [{ path, line, endLine }],
          };
        })
    );
  },
};

function score({ definition: { kind, exported, doc }, name, body, rank }: DefinitionFit): number {
  const type = kind === 'class' || kind === 'interface' ? TYPE : 0;
  return 0.4 * name + 0.4 * body + 0.25 / (rank + 1) + (exported ? type : 0) + (doc === undefined ? 0 : EXPLAINED);
}

function firstSentence({ doc = '' }: Definition): string | undefined {
  const sentence = /^.{12,200}?[.!](?=\s|$)/.exec(doc)?.[0] ?? doc.slice(0, 160);
  return sentence.trim().length < 12 || sentence.startsWith('@')
    ? undefined
    : inertText(sentence.replace(/\.$/, ''), 200);
}
