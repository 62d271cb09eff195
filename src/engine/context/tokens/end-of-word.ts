const PUNCTUATION = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const SPACE = 4;
const LINE_END = 5;
const BEYOND = 6;

const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/.test(char)) return LOWER;
  if (/[A-Z]/.test(char)) return UPPER;
  if (/\d/.test(char)) return DIGIT;
  if (/[\r\n]/.test(char)) return LINE_END;
  return /\s/.test(char) ? SPACE : PUNCTUATION;
});

const BLANK = 0x20;
const SLASH = 0x2f;
const QUOTE = 0x27;

/**
 * Where the word of the tokenizer (o200k) ends that begins here, as far as it and what follows are ASCII; else -1. It says what
 * `O200K_TOKEN_SPLIT_REGEX` says, in a tenth of the time and without a text for each word.
 */
export function endOfWord(text: string, from: number, end: number): number {
  const first = classAt(text, from, end);
  if (first === DIGIT) return endOfDigits(text, from, end);
  if (first === LOWER || first === UPPER) return endOfLetters(text, from, end);
  if (first === BEYOND) return -1;
  const next = classAt(text, from + 1, end);
  // One sign or blank goes with the letters behind it, and one blank with the signs.
  if (first !== LINE_END && (next === LOWER || next === UPPER)) return endOfLetters(text, from + 1, end);
  if (first === PUNCTUATION) return endOfSigns(text, from, end);
  if (next === PUNCTUATION && text.charCodeAt(from) === BLANK) return endOfSigns(text, from + 1, end);
  return endOfBlanks(text, from, end);
}

/** Class of a character; past the end that of a line end, with which no word goes on. */
function classAt(text: string, at: number, end: number): number {
  if (at >= end) return LINE_END;
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] ?? BEYOND) : BEYOND;
}

function endOfLetters(text: string, from: number, end: number): number {
  let at = from;
  let next = classAt(text, at, end);
  while (next === UPPER) next = classAt(text, ++at, end);
  while (next === LOWER) next = classAt(text, ++at, end);
  if (next === BEYOND) return -1;
  return next === PUNCTUATION && text.charCodeAt(at) === QUOTE ? endOfContraction(text, at, end) : at;
}

/** `'s`, `'d`, `'m`, `'t`, `'ll`, `'ve` and `'re` go with the letters before them. */
function endOfContraction(text: string, quote: number, end: number): number {
  const next = text.slice(quote + 1, Math.min(end, quote + 3)).toLowerCase();
  if (/^[sdmt]/.test(next)) return quote + 2;
  return next === 'll' || next === 've' || next === 're' ? quote + 3 : quote;
}

function endOfDigits(text: string, from: number, end: number): number {
  let at = from + 1;
  while (at < from + 3 && classAt(text, at, end) === DIGIT) at++;
  return at < from + 3 && classAt(text, at, end) === BEYOND ? -1 : at;
}

function endOfSigns(text: string, from: number, end: number): number {
  let at = from;
  let next = PUNCTUATION;
  while (next === PUNCTUATION) next = classAt(text, ++at, end);
  if (next === BEYOND) return -1;
  while (at < end && (next === LINE_END || (next === PUNCTUATION && text.charCodeAt(at) === SLASH)))
    next = classAt(text, ++at, end);
  return at;
}

/** Up to the last line end among them; else all but the last, which goes with what follows. */
function endOfBlanks(text: string, from: number, end: number): number {
  let at = from;
  let lineEnd = -1;
  for (let next = classAt(text, at, end); at < end && (next === SPACE || next === LINE_END); ) {
    at++;
    if (next === LINE_END) lineEnd = at;
    next = classAt(text, at, end);
  }
  if (at < end && classAt(text, at, end) === BEYOND) return -1;
  if (lineEnd >= 0) return lineEnd;
  return at === end || at === from + 1 ? at : at - 1;
}
