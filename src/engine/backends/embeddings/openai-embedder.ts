import * as v from 'valibot';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder } from '../../ports/embedder.ts';

export interface OpenAiEmbedderOptions {
  /** For example `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: () => Promise<string | undefined>;
  readonly clock: Clock;
}

/** Name under which doors keep its key, where it has one of its own. */
export const EMBEDDINGS_KEY = 'embeddings';

const schema = v.object({
  data: v.array(
    v.object({
      index: v.pipe(v.number(), v.integer(), v.minValue(0)),
      embedding: v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(limits.vectorDimensions)),
    }),
  ),
});

/** The `/embeddings` of any OpenAI-compatible endpoint. Its errors never repeat what the server said, which may hold a key. */
export function createOpenAiEmbedder({ baseUrl, model, key, clock }: OpenAiEmbedderOptions): Embedder {
  const url = `${baseUrl.replace(/\/+$/, '')}/embeddings`;
  const failed = (what: string): WeeError =>
    new WeeError(
      'backend-refused',
      `The endpoint of embeddings ${what}.`,
      'Check wee.embeddings.baseUrl, wee.embeddings.model and its key; until then files are found without it.',
    );
  return {
    model,
    async embed(texts) {
      const stop = new AbortController();
      const timer = clock.after(limits.embedMs, () => stop.abort());
      try {
        const secret = await key();
        const response = await fetch(url, {
          method: 'POST',
          // A redirect could carry the key to another host.
          redirect: 'error',
          headers: {
            'content-type': 'application/json',
            ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
          },
          body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
          signal: stop.signal,
        });
        if (!response.ok) throw failed(`failed with status ${response.status}`);
        const { data } = v.parse(schema, JSON.parse(await readBounded(response)));
        const byIndex = new Map(data.map(({ index, embedding }) => [index, Float32Array.from(embedding)]));
        const vectors = texts.flatMap((_, at) => byIndex.get(at) ?? []);
        const length = vectors[0]?.length ?? 0;
        if (vectors.length !== texts.length || vectors.some((one) => one.length !== length))
          throw failed('sent something that is no list of embeddings');
        return vectors;
      } catch (error) {
        if (error instanceof WeeError) throw error;
        if (stop.signal.aborted) throw failed(`sent nothing within ${limits.embedMs / 1_000} s`);
        const isData = error instanceof SyntaxError || v.isValiError(error);
        throw failed(isData ? 'sent something that is no list of embeddings' : 'cannot be reached');
      } finally {
        timer.dispose();
      }
    },
  };
}

/** The body, ending it where it grows past `limits.embedBytes`. */
async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > limits.embedBytes) throw new SyntaxError('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
