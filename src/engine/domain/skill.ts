import type { Finding } from './finding.ts';
import type { ProjectView } from './project-view.ts';
import type { Question } from './question.ts';

/** What a skill looks at. */
export interface SkillInput {
  readonly question: Question;
  readonly view: ProjectView;
  /** Paths of the files chosen for the context, best first. */
  readonly chosen: readonly string[];
}

/**
 * A pure function from the project to findings: no clock, no chance, no I/O but through the view. Findings should rest on
 * the chosen files, their neighbours and slow project facts only, so that an edit elsewhere leaves the prompt alone.
 */
export interface Skill {
  readonly id: string;
  /** What it looks for, for people: `stack traces`. */
  readonly title: string;
  find(input: SkillInput): readonly Finding[];
}
