/** A place in YAML and what is wrong there. */
export interface YamlFault {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** A YAML text as a value, and where its parts stand. */
export interface ReadYaml {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  /** Line of a part, from 1, by its keys and indexes; of the nearest part around it where it has none of its own. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Aliases that a text may have in all: what is made of few bytes stays small. */
const MAX_ALIASES = 10;

/** Reads one YAML document. The library is loaded at the first need: most workspaces have no agents of their own. */
export async function readYaml(text: string): Promise<ReadYaml> {
  const { LineCounter, isNode, isPair, isMap, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, schema: 'core', uniqueKeys: true });
  const faults = document.errors.map(({ message, pos }) => ({ line: lineCounter.linePos(pos[0]).line, message }));
  let value: unknown;
  if (faults.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      faults.push({ line: 1, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const key = path[length - 1];
      const holder = document.getIn(path.slice(0, length - 1), true);
      // The key, not the value: a value may begin lines below it.
      const pair = isMap(holder)
        ? holder.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(key))
        : undefined;
      const node = isNode(pair?.key) ? pair.key : document.getIn(path.slice(0, length), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined) return lineCounter.linePos(start).line;
    }
    return 1;
  };
  return { value, faults, lineOf };
}
