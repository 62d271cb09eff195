import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { isComment } from '../text/is-comment.ts';
import { linesOf } from '../text/lines-of.ts';
import { errorClasses } from './error-classes.ts';
import { errorMessages } from './error-messages.ts';

/** String literals of a line, also with holes. */
const LITERAL = /"((?:[^"\\\n]|\\.){4,300})"|'((?:[^'\\\n]|\\.){4,300})'|`((?:[^`\\\n]|\\.){4,300})`/g;
/** What a template or a format leaves open: `${name}`, `{name}`, `%s`. */
const HOLE = /\$\{[^}]*\}|\{[^}]*\}|%[-+ #0-9.]*[a-zA-Z]/;
/** Letters that the constant parts of a literal must share with the message. */
const ENOUGH = 8;
const TOLD = 3;

/** Where an error message that the question quotes is made: the literal whose constant parts all stand in the message. */
export const errorOrigin: Skill = {
  id: 'error-origin',
  title: 'places where the message is made',
  find(input) {
    const { question, view, chosen } = input;
    const messages = errorMessages(question.text).map(plain);
    if (messages.length === 0) return errorClasses(input);
    const found = chosen.flatMap((path, rank) => {
      if (view.file(path)?.kind !== 'product') return [];
      return linesOf(view, path)
        .texts()
        .flatMap((text, at) => {
          if (text.length > 500 || isComment(text)) return [];
          const literals = [...text.matchAll(LITERAL)].map(([, a, b, c]) => fitOf(a ?? b ?? c ?? '', messages));
          const fit = Math.max(0, ...literals, wholeLine(text, messages));
          return fit === 0 ? [] : [{ path, line: at + 1, text: text.trim(), fit, rank }];
        });
    });
    const best = Math.max(0, ...found.map(({ fit }) => fit));
    if (best === 0) return errorClasses(input);
    return found
      .filter(({ fit }) => fit >= best * 0.6)
      .sort((a, b) => b.fit - a.fit || a.rank - b.rank || a.line - b.line)
      .slice(0, TOLD)
      .map(({ path, line, text }, at) => {
        const within = enclosing(view, path, line)?.name;
        return {
          skill: 'error-origin',
          title: `The message is made at ${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
          detail: codeSpan(text),
          weight: 0.97 - at * 0.05,
          sources: [{ path, line }],
        };
      });
  },
};

/** Letters that a literal shares with a message that holds all its constant parts in order, or that it holds whole; else 0. */
function fitOf(literal: string, messages: readonly string[]): number {
  const parts = literal
    .split(HOLE)
    .map(plain)
    .filter((part) => part.length > 1);
  const letters = parts.join('').length;
  if (letters < ENOUGH || !parts.some((part) => /\w\s+\w|_/.test(part))) return 0;
  const whole = plain(literal);
  const fits = messages.map((message) => {
    if (holdsInOrder(message, parts)) return letters;
    return message.length >= ENOUGH * 2 && whole.includes(message) ? message.length : 0;
  });
  return Math.max(0, ...fits);
}

/** A line of a text over several lines, which is nothing but the message. */
function wholeLine(text: string, messages: readonly string[]): number {
  const line = plain(text);
  return Math.max(0, ...messages.map((one) => (one.length >= ENOUGH * 2 && line === one ? one.length : 0)));
}

/** Lower case, without quotes and without punctuation at the ends, which people leave out when they quote. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\?["'`\u201c\u201d]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,:;!]+|[\s.,:;!]+$/g, '');
}

function holdsInOrder(message: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = message.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
