/**
 * A quick guess where an exact count is not worth a trip to the worker: four characters a token, as providers advise for
 * English and code. Always shown as estimated.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
