/** Characters of a question that are looked at to choose who answers. */
const MAX_TEXT = 4_000;

/** The words of a text as specialties are looked for in it. */
export interface WordForms {
  /** Of each word, in order and once, what it may be a form of; itself first. */
  readonly forms: readonly (readonly string[])[];
  /** All words in order, each between blanks. */
  readonly line: string;
}

/** Taken apart once for all agents. */
export function wordForms(text: string): WordForms {
  const words =
    text
      .slice(0, MAX_TEXT)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return { forms: [...new Set(words)].map(formsOf), line: ` ${words.join(' ')} ` };
}

const ENDINGS = [/s$/, /es$/, /e?d$/, /ed$/, /ing$/, /ly$/];

/** `crashes` and `crashed` may be forms of `crash`. */
function formsOf(word: string): readonly string[] {
  const cut = ENDINGS.filter((ending) => ending.test(word)).map((ending) => word.replace(ending, ''));
  const restored = cut.map((form) => `${form}e`);
  return [word, ...[...cut, ...restored].filter((form) => form.length >= 3)];
}
