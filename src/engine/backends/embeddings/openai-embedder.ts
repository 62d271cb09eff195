import * as v from 'valibot';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder, EmbeddingMeter } from '../../ports/embedder.ts';
import { boundBytes } from './bound-bytes.ts';

export interface OpenAiEmbedderOptions {
  /** For example `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: () => Promise<string | undefined>;
  readonly clock: Clock;
  /** Lets a request pass or not, and takes note of what it took. */
  readonly meter: EmbeddingMeter;
}

/** Name under which doors keep its key, where it has one of its own. */
export const EMBEDDINGS_KEY = 'embeddings';

/** Characters of a token, about. */
const CHARS = 4;

const schema = v.object({
  data: v.array(
    v.object({
      index: v.pipe(v.number(), v.integer(), v.minValue(0)),
      embedding: v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(limits.vectorDimensions)),
    }),
  ),
  usage: v.optional(v.unknown()),
});
const usageSchema = v.object({ prompt_tokens: v.pipe(v.number(), v.minValue(0)) });

/**
 * The `/embeddings` of any OpenAI-compatible endpoint. Its errors never repeat what the server said, which may hold a key. The client is
 * loaded at the first request.
 */
export function createOpenAiEmbedder({ baseUrl, model, key, clock, meter }: OpenAiEmbedderOptions): Embedder {
  return {
    model,
    async embed(texts) {
      const metered = await meter(Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / CHARS));
      const stop = new AbortController();
      const timer = clock.after(limits.embedMs, () => stop.abort());
      try {
        const { OpenAI } = await import('openai');
        const secret = await key();
        const client = new OpenAI({
          baseURL: baseUrl.replace(/\/+$/, ''),
          // Endpoints on this machine need no key, but the client wants one.
          apiKey: secret ?? 'none',
          // What fails is asked again by who needs it, later.
          maxRetries: 0,
          // It would print what the endpoint sent.
          logLevel: 'off',
          fetch: async (url, init) =>
            // A redirect could carry the key to another host.
            boundBytes(await fetch(url, { ...init, redirect: 'error' }), limits.embedBytes),
        });
        const received: unknown = await client.embeddings.create(
          { model, input: [...texts], encoding_format: 'float' },
          { signal: stop.signal },
        );
        const { data, usage } = v.parse(schema, received);
        const byIndex = new Map(data.map(({ index, embedding }) => [index, Float32Array.from(embedding)]));
        const vectors = texts.flatMap((_, at) => byIndex.get(at) ?? []);
        const length = vectors[0]?.length ?? 0;
        if (vectors.length !== texts.length || vectors.some((one) => one.length !== length)) throw garbage();
        metered.settle(v.is(usageSchema, usage) ? usage.prompt_tokens : undefined);
        return vectors;
      } catch (error) {
        metered.refund();
        throw explain(error, stop.signal.aborted);
      } finally {
        timer.dispose();
      }
    },
  };
}

function explain(error: unknown, late: boolean): WeeError {
  if (error instanceof WeeError) return error;
  if (late) return failed(`sent nothing within ${limits.embedMs / 1_000} s`);
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  if (typeof status === 'number') return failed(`failed with status ${status}`);
  return error instanceof SyntaxError || error instanceof TypeError || v.isValiError(error)
    ? garbage()
    : failed('cannot be reached');
}

function garbage(): WeeError {
  return failed('sent something that is no list of embeddings');
}

function failed(what: string): WeeError {
  return new WeeError(
    'backend-refused',
    `The endpoint of embeddings ${what}.`,
    'Check wee.embeddings.baseUrl, wee.embeddings.model and its key; until then files are found without it.',
  );
}
