/** Whether a line begins as a comment in one of the usual languages. A Rust attribute and a C directive do not. */
export function isComment(line: string): boolean {
  return /^\s*(?:\/\/|#(?![[!]|\s*(?:include|define|if|endif|pragma)\b)|\*|\/\*|"""|'''|--|<!--)/.test(line);
}
