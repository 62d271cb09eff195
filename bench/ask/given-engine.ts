import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAnswerCache } from '../../src/engine/cache/create-answer-cache.ts';
import { redact } from '../../src/engine/context/redact/redact.ts';
import { createSpendStore } from '../../src/engine/coordinator/budget/store/create-spend-store.ts';
import { createEngine } from '../../src/engine/coordinator/create-engine.ts';
import type { Engine } from '../../src/engine/coordinator/engine.ts';
import { createSessionStore } from '../../src/engine/coordinator/session/store/create-session-store.ts';
import { createTraceStore } from '../../src/engine/coordinator/traces/create-trace-store.ts';
import type { SealedContext } from '../../src/engine/domain/context/seal-context.ts';
import { defaultSettings } from '../../src/engine/domain/settings.ts';
import { noAgentFiles } from '../../src/engine/ports/agent-files.ts';
import { silentLog } from '../../src/engine/ports/log.ts';
import { noSecrets } from '../../src/engine/ports/secrets.ts';
import { nativeBinding } from '../../src/node/native-binding.ts';
import { systemClock } from '../../src/node/system-clock.ts';
import { systemRandom } from '../../src/node/system-random.ts';
import { quietContext } from '../../test/fixtures/ports/quiet-context.ts';
import { quietWorkspace } from '../../test/fixtures/ports/quiet-workspace.ts';

/**
 * The product's engine with its cache and journal on disk, whose questions get real contexts that were made before, in turn: what
 * is left is what a question costs on the thread that coordinates.
 */
export function givenEngine(contexts: readonly SealedContext[]): Engine {
  let asked = 0;
  const context = quietContext(async () => {
    const next = contexts[asked++ % contexts.length];
    if (next === undefined) throw new Error('No context was made.');
    return next;
  });
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-given-'));
  const shared = { binding: nativeBinding(resolve('dist')), clock: systemClock, log: silentLog };
  const ports = {
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    secrets: noSecrets,
    context,
    workspace: quietWorkspace(folder),
    cache: createAnswerCache({
      ...shared,
      ...defaultSettings.cache,
      path: join(folder, 'answers.db'),
      hasSecret: (text) => redact(text).count > 0,
      random: systemRandom,
    }),
    agentFiles: noAgentFiles,
    spend: createSpendStore({ ...shared, path: join(folder, 'spend.db') }),
    sessions: createSessionStore({ ...shared, path: join(folder, 'sessions.db') }),
    traces: createTraceStore({ ...shared, path: join(folder, 'traces.db') }),
  };
  return createEngine(ports, defaultSettings);
}
