import type { Colleague } from '../domain/agent.ts';

/** Characters of a question that are looked at to choose who answers. */
const MAX_TEXT = 4_000;

/** Specialties of an agent among the words of a text, in the order of the text, then those of several words; `crashes` and `crashed` count as `crash`. */
export function matchSpecialties({ specialties }: Colleague, text: string): readonly string[] {
  const lower = text.slice(0, MAX_TEXT).toLowerCase();
  const words = lower.match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = words.flatMap((word) => forms(word).find((form) => specialties.includes(form)) ?? []);
  const line = ` ${words.join(' ')} `;
  const phrases = specialties.filter(
    (one) => /[^\p{L}\p{N}]/u.test(one) && line.includes(` ${one.match(/[\p{L}\p{N}]+/gu)?.join(' ')} `),
  );
  return [...new Set([...found, ...phrases])];
}

function forms(word: string): readonly string[] {
  const endings = [/s$/, /es$/, /e?d$/, /ed$/, /ing$/, /ly$/];
  const cut = endings.filter((ending) => ending.test(word)).map((ending) => word.replace(ending, ''));
  const restored = cut.map((form) => `${form}e`);
  return [word, ...[...cut, ...restored].filter((form) => form.length >= 3)];
}
