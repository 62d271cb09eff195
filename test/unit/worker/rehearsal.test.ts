import assert from 'node:assert/strict';
import type { Clock } from '../../../src/engine/ports/clock.ts';
import { systemClock } from '../../../src/node/system-clock.ts';
import type { IndexService } from '../../../src/worker/index-service.ts';
import { openIndexService } from '../../fixtures/worker/open-index-service.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('the index process, where nobody asks', () => {
  const workspace = new TestWorkspace();
  let service: IndexService;
  /** Questions over which skills ran. */
  let seen: string[] = [];
  /** Time that passes only where somebody waits for it. */
  let ms = 0;
  const clock: Clock = {
    now: () => systemClock.now(),
    monotonic: () => ms,
    after: (wait, callback) => {
      const timer = setImmediate(() => {
        ms += wait;
        callback();
      });
      return { dispose: () => clearImmediate(timer) };
    },
  };
  const agent = { id: 'sherlock', skills: [] };
  const ask = (text: string): Promise<unknown> =>
    service.compress({ question: { agent: agent.id, text }, agent, budget: 4_000 });
  const rest = async (): Promise<void> => {
    while (!(await service.status()).resting) await new Promise((resolve) => setImmediate(resolve));
  };

  before(() => {
    workspace.write('lib/apple.ts', 'export const apple = 1;\n');
    workspace.git(['init', '-q']);
    workspace.git(['add', '.']);
    workspace.git(['commit', '-qm', 'Ripen the apple']);
    service = openIndexService(workspace, {
      clock,
      runSkills: (_ids, { question }) => {
        seen.push(question.text);
        return [];
      },
      rehearsedAs: [agent],
    });
  });
  beforeEach(() => {
    seen = [];
  });
  after(async () => {
    await service.close();
    workspace.remove();
  });

  it('makes itself ready for what the last commits were about, and for the last questions, and ends', async () => {
    await ask('apple');
    await rest();
    assert.deepEqual(seen, ['apple', 'Ripen the apple']);
  });

  it('rests when nothing changed', async () => {
    await ask('apple');
    await rest();
    assert.deepEqual(seen, ['apple']);
  });

  it('makes itself ready for the last questions again when a file changed', async () => {
    workspace.write('lib/apple.ts', 'export const apple = 2;\n');
    service.changed(['lib/apple.ts']);
    await ask('a pear');
    await rest();
    assert.deepEqual(seen, ['a pear', 'a pear', 'apple']);
  });

  it('does nothing while it is paused', async () => {
    service.pause();
    workspace.write('lib/apple.ts', 'export const apple = 3;\n');
    service.changed(['lib/apple.ts']);
    await rest();
    assert.deepEqual(seen, []);
    service.resume();
    await rest();
    assert.deepEqual([...new Set(seen)], ['a pear', 'apple']);
  });
});
