/** Fingerprints of what a context shows: checksums, which explain a miss and decide nothing. */
export interface ContextPrints {
  /** Tokens the context might take. */
  readonly budget: number;
  /** Path → fingerprints of what was shown of it and of all of it. */
  readonly files: readonly (readonly [path: string, shown: string, whole: string])[];
  /** Fingerprints of the context's other parts. */
  readonly project: string;
  readonly dependencies: string;
  readonly changes: string;
  readonly findings: string;
}

/**
 * What a prompt was made of, as fingerprints: enough to say later which file, setting or model changed, and nothing of their
 * contents.
 */
export interface Ingredients extends ContextPrints {
  /** Models that may stand for one another. */
  readonly answerClass: string;
  /** Fingerprint of the agent's definition. */
  readonly agent: string;
}
