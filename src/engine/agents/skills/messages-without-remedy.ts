import type { Skill } from '../../domain/skill.ts';
import { findLines } from './find-lines.ts';

const SHORT_ERROR = /(?:throw new \w*Error|raise \w+|errors\.New|panic!?)\(\s*(["'`])[^"'`]{1,40}\1\s*\)/;

/** Error messages too short to say what to do. */
export const messagesWithoutRemedy: Skill = {
  id: 'messages-without-remedy',
  title: 'messages without a remedy',
  find: (input) =>
    findLines(input, ['product'], SHORT_ERROR, 4).map(({ path, line, text }) => ({
      skill: 'messages-without-remedy',
      title: `The message at \`${path}:${line}\` says what failed, but not what to do`,
      detail: `\`${text.replaceAll('`', "'")}\``,
      weight: 0.5,
      sources: [{ path, line }],
    })),
};
