/** What in a question asks for the parts of the project and how they hang together. */
export const ASKS_FOR_PARTS =
  /\b(?:crates|packages|modules|parts|components|layers|organi[sz]ed|structured?|fit together|overview|tour)\b/i;
