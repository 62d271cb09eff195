/** Whether a character is white space, as `\s` of a pattern has it. */
export function isSpace(code: number): boolean {
  if (code <= 0x7f) return code === 0x20 || (code >= 9 && code <= 13);
  return String.fromCharCode(code).trim() === '';
}
