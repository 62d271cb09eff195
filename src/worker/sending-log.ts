import type { Log } from '../engine/ports/log.ts';

/** A line of a log on its way to another process. */
export interface LogMessage {
  readonly type: 'log';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A log that is kept where messages go. */
export function sendingLog(send: (message: LogMessage) => void): Log {
  const say = (level: LogMessage['level']) => (message: string, error?: unknown) =>
    send({ type: 'log', level, message: error instanceof Error ? `${message}: ${error.message}` : message });
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}
