import type { Prompt } from '../../domain/prompt.ts';
import { WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Lease, Pool } from '../../routing/pool.ts';
import type { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import { requirementsOf } from '../../routing/resources/requirements.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import type { AnswerStream } from './answer-stream.ts';
import { lead } from './hedge.ts';
import { type OnAttempt, Source } from './source.ts';

interface AttemptInput {
  readonly prompt: Prompt;
  readonly pool: Pool;
  readonly lease: Lease;
  readonly request: RouteRequest;
  readonly stream: AnswerStream;
  readonly clock: Clock;
  readonly silenceMs: number;
  readonly hedge: boolean;
  readonly resources: DynamicResourceManager;
  readonly onAttempt: OnAttempt;
  readonly emit: (event: { readonly type: 'text'; readonly text: string }) => void;
}

/** Who wrote the whole answer. */
interface AttemptEnd {
  readonly source: Source;
  readonly hedged: boolean;
}

/**
 * One try at an answer, hedged where the pool allows: emits its text, fills the stream, and gives every lease back, saying how
 * it went. Throws what went wrong.
 */
export async function attempt(input: AttemptInput, signal: AbortSignal): Promise<AttemptEnd> {
  const { pool, stream, prompt, clock } = input;
  const hedgeAfterMs = input.hedge && pool.size > 1 ? pool.hedging.begin() : undefined;
  const open = (lease: Lease): Source => new Source({ ...input, lease, signal, apart: hedgeAfterMs !== undefined });
  const { tokens } = input.request;
  const allocation = input.resources.allocate(requirementsOf(prompt.tokens, tokens - prompt.tokens));
  let source = open(input.lease);
  let hedged = false;
  try {
    let result: IteratorResult<BackendChunk>;
    if (hedgeAfterMs === undefined) result = await source.next();
    else {
      const ahead = await lead(
        source,
        clock,
        hedgeAfterMs,
        () => second(input, open),
        () => pool.hedging.won(),
      );
      ({ source, hedged, first: result } = ahead);
    }
    while (result.done !== true) {
      stream.take(result.value);
      if (result.value.type === 'text' && result.value.text !== '')
        input.emit({ type: 'text', text: result.value.text });
      result = await source.next();
    }
    stream.checkWhole();
    const { prompt: sent, answer } = stream.tokens(prompt);
    source.served(sent + answer);
    return { source, hedged };
  } catch (thrown) {
    const error = WeeError.from(thrown);
    source.failed(error);
    throw error;
  } finally {
    // However it ended, the place is given back.
    source.abandoned();
    allocation.release();
  }
}

/** One more instance, if another has room at once and the extra requests are not spent. */
function second({ pool, lease, request }: AttemptInput, open: (lease: Lease) => Source): Source | undefined {
  if (!pool.hedging.affordable) return undefined;
  const exclude = new Set([...(request.exclude ?? []), lease.instance.id]);
  const spare = pool.tryAcquire({ ...request, exclude });
  if (spare === undefined) return undefined;
  pool.hedging.sent();
  return open(spare);
}
