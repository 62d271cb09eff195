import type { SourceRef } from './source-ref.ts';

/**
 * One thing a skill found in the code. With a language model, findings go into the prompt; without one, the local
 * analyst renders them as the answer. A finding holds facts of the files it names and nothing that changes with the
 * clock or with edits elsewhere: it is part of the prompt digest.
 */
export interface Finding {
  /** Id of the skill that found it. */
  readonly skill: string;
  /** One sentence, Markdown, no trailing full stop. */
  readonly title: string;
  /** More, where it helps: Markdown, a few lines. */
  readonly detail?: string;
  /** Lines of code to read or copy, as they stand in the first source. */
  readonly excerpt?: { readonly language: string; readonly text: string };
  /** Where the excerpt is proposed to go: after this line of a file, or into a new file. */
  readonly proposes?: { readonly path: string; readonly after?: number };
  /** How much it matters for this question, 0 to 1; orders the answer. */
  readonly weight: number;
  /** The lines to look at; the first is the main one. */
  readonly sources: readonly SourceRef[];
}
