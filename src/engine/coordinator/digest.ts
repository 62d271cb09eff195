import { createHash } from 'node:crypto';
import type { Prompt } from '../domain/prompt.ts';

/** Raise it when the meaning of a stored answer changes, so that no old one is served. */
const DIGEST_VERSION = 1;

/**
 * The cache key: sha256 over the exact bytes that a backend would get, the agent's whole definition and the answer class.
 * Equal digests mean equal prompts, so a cached answer is exactly as true as a new one.
 */
export function promptDigest(prompt: Prompt, answerClass: string): string {
  return createHash('sha256')
    .update(JSON.stringify([DIGEST_VERSION, answerClass, prompt.agent, prompt.messages]))
    .digest('hex');
}
