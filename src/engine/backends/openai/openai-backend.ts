import { cancelled } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { boundLines } from './bound-lines.ts';
import { errorOfBody } from './error-of-body.ts';
import { explainFailure, garbage } from './explain-failure.ts';
import { saidByServer } from './said-by-server.ts';
import { type SettingNames, settingNames } from './setting-names.ts';

export interface OpenAiOptions {
  readonly baseUrl: string;
  readonly model: string;
  /** ms without a byte until a request counts as hung. */
  readonly timeoutMs: number;
  /** Name of its key in the secrets. */
  readonly keyName: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
}

/** Any OpenAI-compatible endpoint, streaming: OpenAI, Ollama, LM Studio, vLLM. The client is loaded at the first question. */
export function createOpenAiBackend({ baseUrl, model, timeoutMs, keyName, secrets, clock }: OpenAiOptions): Backend {
  const host = hostOf(baseUrl);
  const names = settingNames(keyName);
  return {
    id: keyName,
    label: `${model} at ${host}`,
    answerClass: `openai/${model}`,
    remote: true,
    async *generate(prompt, signal) {
      const { OpenAI } = await import('openai');
      if (signal.aborted) throw cancelled();
      const stop = new AbortController();
      const onAbort = (): void => stop.abort();
      signal.addEventListener('abort', onAbort);
      let hung = false;
      let heard = false;
      const watch = () =>
        clock.after(timeoutMs, () => {
          hung = true;
          stop.abort();
        });
      let timer = watch();
      let key: string | undefined;
      try {
        key = await secrets.get(keyName);
        // Endpoints on this machine need no key, but the client wants one.
        const client = new OpenAI({
          baseURL: baseUrl,
          apiKey: key ?? 'none',
          maxRetries: 0,
          // It would print what the endpoint sent.
          logLevel: 'off',
          // What is sent goes to no host that nobody named.
          fetch: async (url, init) => readable(await fetch(url, { ...init, redirect: 'manual' })),
        });
        const { data: stream, response } = await client.chat.completions
          .create(
            { model, messages: [...prompt.messages], stream: true, stream_options: { include_usage: true } },
            { signal: stop.signal },
          )
          .withResponse();
        const type = response.headers.get('content-type') ?? '';
        if (/json/i.test(type)) throw garbage(host, names, { said: saidByServer(await errorOfBody(response), key) });
        if (/html/i.test(type)) throw garbage(host, names);
        let finish: string | null | undefined;
        let usage: { prompt: number; answer: number } | undefined;
        for await (const chunk of stream) {
          timer.dispose();
          timer = watch();
          heard = true;
          checkChunk(chunk, host, names, key);
          const choice = chunk.choices?.[0];
          const text = choice?.delta?.content;
          if (typeof text === 'string' && text !== '') yield { type: 'text', text };
          finish = choice?.finish_reason ?? finish;
          usage = usageOf(chunk.usage) ?? usage;
        }
        if (signal.aborted) throw cancelled();
        if (hung) throw new Error('hung');
        if (!heard) throw garbage(host, names);
        // Without a finish reason the stream broke off: no `end`, so that it is not taken for an answer.
        if (finish === undefined || finish === null) return;
        const how = finish === 'length' ? 'length' : finish === 'content_filter' ? 'filtered' : 'stop';
        yield { type: 'end', finish: how, ...(usage !== undefined && { usage }) };
      } catch (error) {
        throw explainFailure(error, { names, host, model, key, hung, heard, cancelled: signal.aborted, timeoutMs });
      } finally {
        timer.dispose();
        signal.removeEventListener('abort', onAbort);
        stop.abort();
      }
    },
  };
}

/** The same response as the client can read it: of a refusal it would collect the whole body, and pass on only its `error`. */
async function readable(response: Response): Promise<Response> {
  if (response.ok) return boundLines(response);
  const { status, statusText, headers } = response;
  return new Response(JSON.stringify({ error: await errorOfBody(response) }), { status, statusText, headers });
}

/** What comes over the wire is untrusted: some servers send an error with status 200. */
function checkChunk(chunk: unknown, host: string, names: SettingNames, key: string | undefined): void {
  if (typeof chunk !== 'object' || chunk === null) throw garbage(host, names);
  if ('error' in chunk) throw garbage(host, names, { said: saidByServer(chunk.error, key) });
}

function usageOf(usage: unknown): { prompt: number; answer: number } | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  const prompt: unknown = Reflect.get(usage, 'prompt_tokens');
  const answer: unknown = Reflect.get(usage, 'completion_tokens');
  return typeof prompt === 'number' && typeof answer === 'number' ? { prompt, answer } : undefined;
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl.slice(0, 80);
}
