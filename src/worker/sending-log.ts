import type { Log } from '../engine/ports/log.ts';
import type { FromWorker } from './protocol.ts';

/** A log that is kept where messages go. */
export function sendingLog(send: (message: Extract<FromWorker, { type: 'log' }>) => void): Log {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, error?: unknown) =>
    send({ type: 'log', level, message: error instanceof Error ? `${message}: ${error.message}` : message });
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}
