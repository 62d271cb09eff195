import { createOpenAiEmbedder, EMBEDDINGS_KEY } from '../engine/backends/embeddings/openai-embedder.ts';
import { OPENAI_KEY } from '../engine/backends/openai/setting-names.ts';
import type { EngineSettings } from '../engine/domain/settings.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Embedder, EmbeddingMeter } from '../engine/ports/embedder.ts';
import type { Secrets } from '../engine/ports/secrets.ts';

/** The endpoint for embeddings that the settings describe; none in an untrusted workspace and offline. */
export function createEmbedder(
  { embeddings, openai, offline }: EngineSettings,
  trusted: boolean,
  secrets: Secrets,
  clock: Clock,
  meter: EmbeddingMeter,
): Embedder | undefined {
  const { baseUrl, model } = embeddings;
  if (baseUrl === '' || model === '' || offline || !trusted) return undefined;
  // The key of one endpoint goes to no other.
  const own = async (): Promise<string | undefined> =>
    (await secrets.get(EMBEDDINGS_KEY)) ?? (baseUrl === openai.baseUrl ? await secrets.get(OPENAI_KEY) : undefined);
  return createOpenAiEmbedder({ baseUrl, model, key: own, clock, meter });
}
