import type { ParsedCode } from '../../engine/context/code/code-parser.ts';
import type { LogMessage } from '../sending-log.ts';
import type { SentText } from './shared-texts.ts';

/** To the process that parses, which reads one after the other; its only argument is the folder of the grammars, if there is one. */
export interface ToParser {
  readonly id: number;
  readonly texts: readonly SentText[];
}

/** From it. */
export type FromParser =
  | { readonly type: 'ready' }
  | { readonly type: 'parsed'; readonly id: number; readonly parsed: readonly ParsedCode[] }
  | LogMessage;
