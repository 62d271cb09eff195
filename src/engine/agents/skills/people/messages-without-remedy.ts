import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { findLines } from '../text/find-lines.ts';
import { messagesTold } from './messages-told.ts';

const ERROR =
  /(?:\b(?:throw (?:new )?|raise )[\w.]*|\berrors\.New|\bfmt\.Errorf|\bbail!|\banyhow!|\bnew \w*(?:Error|Exception)|\b(?:console\.)?warn(?:ing|Once)?|\bwarnings\.warn)\(\s*(["'`])(?<message>[^"'`]{1,60})\1\s*\)/;
/** Messages with such a word say what is expected, or what to do. */
const SAYS_HOW =
  /\b(must|should|expected?|requires?|required|cannot|can't|only|use|try|please|instead|missing|at least|at most|not supported|unsupported|deprecated|see|already|more than|less than|before|after)\b|[{%$]/i;
/** An error code of the system stands for a message that is known. */
const CODE = /^E[A-Z]{3,}\b/;

/** What asks for the messages themselves. */
const ASKED = /\b(?:messages?|wordings?|warnings?)\b/i;

/** Error messages of a few words that say neither what was expected nor what to do. */
export const messagesWithoutRemedy: Skill = {
  id: 'messages-without-remedy',
  title: 'messages without a remedy',
  topics: /\b(?:messages?|wordings?|errors?|warnings?|exceptions?)\b/i,
  looksAt: ['product'],
  find(input) {
    const found = findLines(input, ['product'], ERROR, 40)
      .filter(({ text }) => {
        const message = ERROR.exec(text)?.groups?.message ?? '';
        return (
          message.includes(' ') && message.split(' ').length <= 5 && !SAYS_HOW.test(message) && !CODE.test(message)
        );
      })
      .slice(0, 4)
      .map(({ path, line, text }) => ({
        skill: 'messages-without-remedy',
        title: `The message at ${codeSpan(`${path}:${line}`)} says what failed, but not what to do`,
        detail: codeSpan(text),
        weight: 0.6,
        sources: [{ path, line }],
      }));
    return found.length > 0 || !ASKED.test(input.question.text) ? found : messagesTold(input);
  },
};
