import type { AgentDefinition } from '../domain/agent.ts';

/** Characters of a question that are looked at to choose who answers. */
const MAX_TEXT = 4_000;

/** Specialties of an agent among the words of a text, in the order of the text; `crashes` and `crashed` count as `crash`. */
export function matchSpecialties(agent: AgentDefinition, text: string): readonly string[] {
  const words =
    text
      .slice(0, MAX_TEXT)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const found = words.flatMap((word) => forms(word).find((form) => agent.specialties.includes(form)) ?? []);
  return [...new Set(found)];
}

function forms(word: string): readonly string[] {
  const endings = [/s$/, /es$/, /e?d$/, /ed$/, /ing$/, /ly$/];
  const cut = endings.filter((ending) => ending.test(word)).map((ending) => word.replace(ending, ''));
  const restored = cut.map((form) => `${form}e`);
  return [word, ...[...cut, ...restored].filter((form) => form.length >= 3)];
}
