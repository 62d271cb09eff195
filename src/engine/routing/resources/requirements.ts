/** What a request takes while it runs. */
export interface Requirements {
  /** Lanes of an agent. */
  readonly lanes: number;
  /** Contexts to be made. */
  readonly contexts: number;
  /** Of its prompt and the answer that is coming. */
  readonly memoryBytes: number;
  /** Of the answer, if it is kept. */
  readonly storageBytes: number;
}

/** A token is about four characters; an answer cites its sources beside its text. */
const CHARACTERS = 4;
const SOURCE_BYTES = 1_000;

/** Worked out before anything of it is known but its length. @param promptTokens, answerTokens as expected. */
export function requirementsOf(promptTokens: number, answerTokens: number): Requirements {
  const answer = answerTokens * CHARACTERS + SOURCE_BYTES;
  return { lanes: 1, contexts: 1, memoryBytes: promptTokens * CHARACTERS + answer, storageBytes: answer };
}
