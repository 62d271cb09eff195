import type { AgentDefinition } from '../../domain/agent.ts';
import type { Prompt } from '../../domain/prompt.ts';
import { sha256 } from '../../domain/sha256.ts';

/** Raise it when the meaning of a stored answer changes, so that no old one is served. */
const DIGEST_VERSION = 2;

const agentHashes = new WeakMap<AgentDefinition, string>();

/**
 * The cache key: sha256 over the exact bytes that a backend would get, the agent's whole definition and the answer class.
 * The first message is made of the agent and the context alone; for these two their own sha256 stands (a Merkle tree), so that
 * the host hashes a few hundred bytes instead of the whole prompt. Equal digests mean equal prompts still, so a cached answer is
 * exactly as true as a new one.
 */
export function promptDigest(prompt: Prompt, answerClass: string): string {
  const { agent, context, messages } = prompt;
  const parts = [DIGEST_VERSION, answerClass, hashOf(agent), context.hash, messages.slice(1)];
  return sha256(JSON.stringify(parts));
}

/** A definition never changes: a new one is a new object. */
function hashOf(agent: AgentDefinition): string {
  let hash = agentHashes.get(agent);
  if (hash === undefined) {
    hash = sha256(JSON.stringify(agent));
    agentHashes.set(agent, hash);
  }
  return hash;
}
