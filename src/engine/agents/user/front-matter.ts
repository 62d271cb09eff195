/** A file's front matter and what follows it. */
export interface FrontMatter {
  /** The YAML between the two lines of dashes. */
  readonly yaml: string;
  /** Lines before it: the line 1 of the YAML is line 1 + this of the file. */
  readonly linesBefore: number;
  readonly body: string;
}

/** Takes a file apart at its lines of `---`; `undefined` where it does not begin with front matter that ends. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const isBorder = (line: string | undefined): boolean => line?.trimEnd() === '---';
  if (!isBorder(lines[0])) return undefined;
  const end = lines.findIndex((line, at) => at > 0 && isBorder(line));
  if (end < 0) return undefined;
  return { yaml: lines.slice(1, end).join('\n'), linesBefore: 1, body: lines.slice(end + 1).join('\n') };
}
