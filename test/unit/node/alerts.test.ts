import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { defaultSettings } from '../../../src/engine/domain/settings.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { createNodeEngine } from '../../../src/node/create-node-engine.ts';
import { quietWorkspace } from '../../fixtures/ports/quiet-workspace.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('an engine whose model is away', function () {
  this.timeout(60_000);

  it('alerts once enough questions failed, and not before', async () => {
    const workspace = new TestWorkspace();
    workspace.write('lib/a.js', 'exports.a = 1\n');
    const { engine } = createNodeEngine({
      dataFolder: workspace.data,
      sharedFolder: workspace.data,
      distFolder: resolve('dist'),
      workspace: quietWorkspace(workspace.folder),
      secrets: { get: async () => undefined },
      log: silentLog,
      settings: {
        ...defaultSettings,
        pool: 'openai',
        // Nothing listens there.
        openai: { ...defaultSettings.openai, baseUrl: 'http://127.0.0.1:1/v1', model: 'm' },
        routing: { ...defaultSettings.routing, fallback: false },
      },
    });
    const fail = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++)
        for await (const event of engine.ask({ agent: 'sherlock', text: `why ${n}?` }))
          assert.notEqual(event.type, 'done');
    };
    try {
      await fail(19);
      assert.deepEqual(engine.snapshot().alerts, []);
      await fail(1);
      const [alert] = engine.snapshot().alerts;
      assert.deepEqual([alert?.name, alert?.value, alert?.threshold, alert?.samples], ['success', 0, 0.95, 20]);
      engine.resetTelemetry();
      assert.deepEqual(engine.snapshot().alerts, []);
    } finally {
      await engine.dispose();
      workspace.remove();
    }
  });
});
