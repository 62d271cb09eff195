import { cancelled } from '../../../errors.ts';

/** The stream, ended with `cancelled` the moment the signal aborts, even if its source does not listen. */
export async function* abortable<T>(stream: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  if (signal.aborted) throw cancelled();
  const source = stream[Symbol.asyncIterator]();
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelled());
    signal.addEventListener('abort', onAbort);
  });
  aborted.catch(() => {});
  try {
    while (true) {
      const next = await Promise.race([source.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not awaited: a source that hangs would hang us with it.
    source.return?.()?.then(undefined, () => {});
  }
}
