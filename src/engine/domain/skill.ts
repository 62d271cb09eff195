import type { Colleague } from './agent.ts';
import type { Finding } from './finding.ts';
import type { FileKind, ProjectView } from './project-view.ts';
import type { Question } from './question.ts';

/** What a skill looks at. */
export interface SkillInput {
  readonly question: Question;
  readonly view: ProjectView;
  /** Paths of the files chosen for the context, best first. */
  readonly chosen: readonly string[];
  /** Agents besides the seven. */
  readonly colleagues?: readonly Colleague[];
}

/**
 * A pure function from the project to findings: no clock, no chance, no I/O but through the view. Findings should rest on
 * the chosen files, their neighbours and slow project facts only, so that an edit elsewhere leaves the prompt alone.
 */
export interface Skill {
  readonly id: string;
  /** What it looks for, for people, in the plural: `import cycles`. */
  readonly title: string;
  /** What in a question asks for just this; then its findings come first, and finding nothing is told too. */
  readonly topics?: RegExp;
  /** What more asks for it where the question is about nothing in particular, but about the project as a whole. */
  readonly broadly?: RegExp;
  /** What it looks through: the chosen files of these kinds, or these paths. A skill without it does not tell that it found nothing. */
  readonly looksAt?: readonly FileKind[] | ((input: SkillInput) => readonly string[]);
  find(input: SkillInput): readonly Finding[];
}
