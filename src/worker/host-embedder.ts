import type { Embedder } from '../engine/ports/embedder.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The host's embedder, as the index process sees it: only the host has keys and opens connections. */
export class HostEmbedder implements Embedder {
  readonly model: string;
  readonly #send: (message: FromWorker) => void;
  readonly #waiting = new Map<
    number,
    { resolve(vectors: readonly Float32Array[]): void; reject(error: Error): void }
  >();
  #next = 1;

  constructor(model: string, send: (message: FromWorker) => void) {
    this.model = model;
    this.#send = send;
  }

  embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#send({ type: 'embed', id, texts });
    });
  }

  receive({ id, vectors, failure }: Extract<ToWorker, { type: 'embedded' }>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (vectors === undefined) waiting?.reject(new Error(failure ?? 'no embeddings came'));
    else waiting?.resolve(vectors);
  }
}
