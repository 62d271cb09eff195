/** Parameters of a function as its source names them; `undefined` where they cannot be told, such as with destructuring. */
export function parametersOf(lines: readonly string[], line: number, name: string): readonly string[] | undefined {
  const text = lines.slice(line - 1, line + 20).join('\n');
  const from = text.indexOf('(', Math.max(0, text.indexOf(name)));
  if (from < 0) return undefined;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return namesIn(text.slice(from + 1, at));
  }
  return undefined;
}

function namesIn(list: string): readonly string[] | undefined {
  // What is taken apart or gathered has no name of its own to document.
  if (/[{[*]|\.\.\./.test(list.replace(/[:=][^,]*/g, ''))) return undefined;
  const plain = list.replace(/\/\*.*?\*\//gs, '').replace(/\/\/.*$|#.*$/gm, '');
  return splitAtCommas(plain).flatMap(
    (part) => /^(?:[\w.<>?[\]\s@]+\s)?(?<name>[\w$]+)\??\s*(?:[:=]|$)/.exec(part.trim())?.groups?.name ?? [],
  );
}

/** At commas that are not inside brackets of a type or a default. */
function splitAtCommas(list: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of list) {
    if ('([{<'.includes(letter)) depth++;
    if (')]}>'.includes(letter)) depth--;
    if (letter === ',' && depth <= 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part.trim() !== '');
}
