/** Characters of a JSON text that is taken apart; a longer one has no shape. */
const CHARS = 200_000;
const KEYS = 12;
const DEPTH = 3;

/** Characters of a sample. */
const SAMPLE = 80;

/** The shape of a JSON text on one line, where it is JSON: its keys and types, of an array its length, and of the outermost a sample. */
export function jsonShape(text: string): string | undefined {
  if (text.length > CHARS) return undefined;
  try {
    return shapeOf(JSON.parse(text), DEPTH).slice(0, 800);
  } catch {
    return undefined;
  }
}

function shapeOf(value: unknown, depth: number, sampled = false): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const sample = sampled ? '' : `, as ${sampleOf(value[0])}`;
    return `[${value.length} × ${depth === 0 ? '…' : shapeOf(value[0], depth - 1, true)}${sample}]`;
  }
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const keys = Object.entries(value);
  if (keys.length === 0 || depth === 0) return keys.length === 0 ? '{}' : '{…}';
  const shown = keys
    .slice(0, KEYS)
    .map(([key, inner]) => `${JSON.stringify(key).slice(0, 60)}: ${shapeOf(inner, depth - 1, sampled)}`);
  if (keys.length > KEYS) shown.push(`… ${keys.length - KEYS} more`);
  return `{ ${shown.join(', ')} }`;
}

function sampleOf(item: unknown): string {
  const text = JSON.stringify(item);
  return text.length > SAMPLE ? `${text.slice(0, SAMPLE - 1)}…` : text;
}
