/** Characters of a question that are looked at, and parts that are told apart. */
const MAX_TEXT = 4_000;
const MAX_PARTS = 12;

/** Where one wish ends and another begins: `?`, `;`, a list item, `and` before a word that begins a wish. */
const BORDER =
  /[?;!]+\s+|\n\s*(?:[-*•]|\d{1,2}[.)])\s+|(?:,\s*|\s+)(?:and|then|also)\s+(?=(?:then|also|which|what|why|how|where|who|is|are|does|do|can|should|could|add|write|implement|create|build|check|document|explain|find|suggest|fix|refactor|test|judge|review|run)\b)/i;

/** The wishes that a question holds, in order; one when it asks for one thing. Code blocks are left out. */
export function questionParts(text: string): readonly string[] {
  return text
    .slice(0, MAX_TEXT)
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .split(BORDER)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MAX_PARTS);
}
