import type { Colleague } from '../domain/agent.ts';
import type { WordForms } from './word-forms.ts';

/** Specialties of an agent among the words of a text, in the order of the text, then those of several words. */
export function matchSpecialties({ specialties }: Colleague, { forms, line }: WordForms): readonly string[] {
  const found = forms.flatMap((word) => word.find((form) => specialties.includes(form)) ?? []);
  const phrases = specialties.filter(
    (one) => /[^\p{L}\p{N}]/u.test(one) && line.includes(` ${one.match(/[\p{L}\p{N}]+/gu)?.join(' ')} `),
  );
  return [...new Set([...found, ...phrases])];
}
