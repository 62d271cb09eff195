import type { Finding } from '../../../domain/finding.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { eachLine } from '../text/find-lines.ts';

/** A text for people that a line hands on: thrown, returned as an error, or warned with. */
const TOLD_TO_PEOPLE =
  /(?:\b(?:throw|raise|warn\w*|panic|bail|ensure|fail\w*|abort|die|[\w.]*(?:Error|Exception|Errorf|Warning|Warn|Panic))\b!?[^"'`]{0,60}|^\s*(?:\[?\w*(?:ERR|ERROR|ErrorCodes?)[\w.]*\]?\s*[:=]\s*|['"][A-Z_]{6,}['"],\s*))(["'`])(?<message>(?:(?!\1)[^\\]|\\.){12,300})\1/i;
const TOLD = 5;

/** Messages of the chosen files as they stand, where none of them can be faulted: who asks whether they are good wants to read them. */
export function messagesTold(input: SkillInput): readonly Finding[] {
  const one: { readonly path: string; readonly line: number; readonly message: string }[] = [];
  for (const { path, line, text } of eachLine(input, ['product'], TOLD_TO_PEOPLE, 60)) {
    const message = TOLD_TO_PEOPLE.exec(text)?.groups?.message ?? '';
    if (one.length === TOLD || (one[0]?.path ?? path) !== path) break;
    if (message.includes(' ')) one.push({ path, line, message });
  }
  const [first] = one;
  if (first === undefined) return [];
  return [
    {
      skill: 'messages-without-remedy',
      title: `${codeSpan(first.path)} has messages such as these; each should say what was expected, and what to do`,
      detail: one
        .slice(0, 2)
        .map(({ line, message }) => `line ${line}: ${codeSpan(message)}`)
        .join('\n'),
      weight: 0.55,
      sources: one.map(({ path, line }) => ({ path, line })),
    },
  ];
}
