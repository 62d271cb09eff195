import type { ContextFile } from './context.ts';
import { renderFile } from './render-context.ts';
import type { SealedContext } from './seal-context.ts';

/** A context on its way from the index process: the text of its files is sent once, as the prompt has it. */
export interface SentContext extends Omit<SealedContext, 'files'> {
  readonly files: readonly (Omit<ContextFile, 'text'> & { readonly length: number })[];
}

/** What every file has behind its text. */
const END = renderFile({ path: '', text: '' }).length - renderFile({ path: '', text: '' }).lastIndexOf('\n');

/** As it is sent. */
export function sentContext(context: SealedContext): SentContext {
  return { ...context, files: context.files.map(({ text, ...file }) => ({ ...file, length: text.length })) };
}

/** As it was: the files stand at the end of what is rendered. */
export function receivedContext(context: SentContext): SealedContext {
  const { rendered } = context;
  const files: ContextFile[] = [];
  let end = rendered.length;
  for (const { length, whole, ...file } of context.files.toReversed()) {
    const to = end - END;
    files.push({ ...file, text: rendered.slice(to - length, to), ...(whole !== undefined && { whole }) });
    end -= renderFile({ path: file.path, text: '' }).length + length + '\n'.length;
  }
  return { ...context, files: files.reverse() };
}
