import type * as vscode from 'vscode';
import type { Prompt } from '../../../engine/domain/prompt.ts';
import type { Question } from '../../../engine/domain/question.ts';
import type { EngineHost } from '../../engine-host.ts';

/** The prompt that a question would send now, with everything that changed in the editor handed over first. */
export async function previewPrompt(
  host: EngineHost,
  question: Question,
  token: vscode.CancellationToken | undefined,
  onProgress: (message: string) => void,
): Promise<Prompt> {
  const stop = new AbortController();
  const cancelling = token?.onCancellationRequested(() => stop.abort());
  try {
    return await host.using((engine) =>
      engine.preview(question, {
        signal: stop.signal,
        onProgress: ({ done, total }) => onProgress(`${done} / ${total}`),
      }),
    );
  } finally {
    cancelling?.dispose();
  }
}
