/** An element as markup has it: HTML, JSX, Vue, Svelte and text templates. */
export interface Element {
  /** As written; a component's name begins with a capital letter. */
  readonly tag: string;
  /** Everything between the name and `>`. */
  readonly attributes: string;
  readonly line: number;
  /** Up to its end tag; `undefined` without one. */
  readonly content: string | undefined;
  /** Names of the elements around it, outermost first. */
  readonly around: readonly string[];
}

/** A start or an end tag. Quoted values and JSX braces, one level deep, may hold `>`. */
const TAG =
  /<(?<close>\/?)(?<tag>[A-Za-z][\w.:-]{0,60})(?<attributes>(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*?)(?<empty>\/?)>/g;
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** Elements, and their depth, that are kept; the rest of a page is left out. */
const MAX_ELEMENTS = 2_000;
const MAX_DEPTH = 100;

/** The elements of a page, in the order of their start tags. Comments, scripts and styles are left out. */
export function readMarkup(text: string): readonly Element[] {
  const page = text.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, (gone) => gone.replace(/[^\n]/g, ' '));
  const elements: {
    tag: string;
    attributes: string;
    line: number;
    content: string | undefined;
    around: string[];
    from: number;
  }[] = [];
  const open: typeof elements = [];
  let line = 1;
  let counted = 0;
  for (const { index, 0: whole, groups } of page.matchAll(TAG)) {
    const { close, tag = '', attributes = '', empty } = groups ?? {};
    for (; counted < index; counted++) if (page[counted] === '\n') line++;
    if (close === '/') {
      const at = open.findLastIndex((one) => one.tag === tag);
      const ended = open[at];
      if (ended !== undefined) ended.content = page.slice(ended.from, index);
      if (at >= 0) open.length = at;
      continue;
    }
    if (elements.length >= MAX_ELEMENTS) break;
    const around = open.map((one) => one.tag);
    const element = { tag, attributes, line, content: undefined, around, from: index + whole.length };
    elements.push(element);
    if (empty !== '/' && !VOID.has(tag.toLowerCase()) && open.length < MAX_DEPTH) open.push(element);
  }
  return elements;
}

/** Whether an element has one of these attributes, also bound: `alt`, `:alt`, `v-bind:alt`, `[alt]`. */
export function hasAttribute({ attributes }: Pick<Element, 'attributes'>, ...names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`(?:^|[\\s:.[])${name}(?=[\\s=\\]/]|$)`, 'i').test(attributes));
}
