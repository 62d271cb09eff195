import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';

const ERROR = /(?:throw new \w*Error|raise \w+|errors\.New|panic!?)\(\s*(["'`])(?<message>[^"'`]{1,60})\1\s*\)/;
/** Messages with such a word say what is expected, or what to do. */
const SAYS_HOW =
  /\b(must|should|expected?|requires?|required|cannot|can't|only|use|try|please|instead|missing|at least|at most|not supported|unsupported|deprecated|see)\b/i;

/** Error messages of a few words that say neither what was expected nor what to do. */
export const messagesWithoutRemedy: Skill = {
  id: 'messages-without-remedy',
  title: 'messages without a remedy',
  find: (input) =>
    findLines(input, ['product'], ERROR, 40)
      .filter(({ text }) => {
        const message = ERROR.exec(text)?.groups?.message ?? '';
        return message.includes(' ') && message.split(' ').length <= 5 && !SAYS_HOW.test(message);
      })
      .slice(0, 4)
      .map(({ path, line, text }) => ({
        skill: 'messages-without-remedy',
        title: `The message at ${codeSpan(`${path}:${line}`)} says what failed, but not what to do`,
        detail: codeSpan(text),
        weight: 0.5,
        sources: [{ path, line }],
      })),
};
