/** Messages that a question quotes or that follow the name of an error, longest first. */
export function errorMessages(text: string): readonly string[] {
  const head = text.slice(0, 20_000);
  const named = head.matchAll(
    /\b(?:\w{0,60}(?:Error|Exception|Warning)|panicked at|panic|fatal|error)\b[^:\n]{0,60}:[ \t]+(?<message>[^\n]{4,300})/g,
  );
  const quoted = head.matchAll(
    /"(?<message>[^"\n]{6,300})"|\u201c(?<message2>[^\u201d\n]{6,300})\u201d|`(?<message3>[^`\n]{6,300})`|(?<![\w])'(?<message4>[^'\n]{6,300})'(?!\w)/g,
  );
  const found = [...named, ...quoted].map(({ groups }) =>
    (groups?.message ?? groups?.message2 ?? groups?.message3 ?? groups?.message4 ?? '').trim(),
  );
  // What follows the first sentence may be the question.
  const sentences = found.flatMap((one) => [one, one.replace(/(?<=\w{3}[.!])\s.*$/, '')]);
  return [...new Set(sentences.filter((one) => /\w\s+\w|[A-Z]{2,}_[A-Z_]{3,}/.test(one)))]
    .sort((a, b) => b.length - a.length)
    .slice(0, 6);
}
