/** Whether answers of this class come from a language model, which may cost; the local analyst's are free. */
export function isModel({ answerClass }: { readonly answerClass: string }): boolean {
  return !answerClass.startsWith('local-analyst/');
}
