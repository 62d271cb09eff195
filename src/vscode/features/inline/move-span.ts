/** A stretch of a document: offsets of its first character and of the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a document, as editors report it. */
export interface SpanChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where a stretch of text is after changes whose offsets all refer to the text before them, the last one first. */
export function moveSpan(span: Span, changes: readonly SpanChange[]): Span {
  return changes.reduce(({ start, end }, { rangeOffset, rangeLength, text }) => {
    const after = rangeOffset + rangeLength;
    const shift = text.length - rangeLength;
    const moved = {
      start: start >= after ? start + shift : Math.min(start, rangeOffset),
      end: end >= after ? end + shift : end <= rangeOffset ? end : rangeOffset + text.length,
    };
    // What was typed at the end of a stretch is not part of it.
    return rangeOffset === end && rangeLength === 0 && start !== end ? { start: moved.start, end } : moved;
  }, span);
}
