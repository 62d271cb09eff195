import type { Question } from '../../domain/question.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { formatNumber } from '../../text/format-number.ts';

/** @throws WeeError `empty-question` or `question-too-long`. */
export function checkQuestion({ text }: Question): void {
  if (text.trim() === '') {
    throw new WeeError('empty-question', 'There is no question.', 'Write what you would like to know.');
  }
  if (text.length > limits.questionChars) {
    throw new WeeError(
      'question-too-long',
      `The question has ${formatNumber(text.length)} characters; ${formatNumber(limits.questionChars)} are the most.`,
      'Shorten it, or put the long part into a file of the workspace and ask about that file.',
    );
  }
}
