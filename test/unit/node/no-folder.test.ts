import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roster } from '../../../src/engine/agents/roster.ts';
import type { AskEvent } from '../../../src/engine/domain/ask-event.ts';
import { defaultSettings } from '../../../src/engine/domain/settings.ts';
import { WorkspaceFolders } from '../../../src/engine/domain/workspace-folders.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { createNodeEngine } from '../../../src/node/create-node-engine.ts';

describe('the engine without a folder', function () {
  this.timeout(30_000);

  it('answers with what to do, whoever is asked, keeps the trace in memory, and the doctor says so', async () => {
    const data = mkdtempSync(join(tmpdir(), 'wee-no-folder-'));
    const { engine } = createNodeEngine({
      dataFolder: data,
      sharedFolder: data,
      distFolder: 'dist',
      workspace: {
        folders: new WorkspaceFolders([]),
        name: 'no folder',
        trusted: true,
        generation: () => 1,
        onDidChange: () => ({ dispose() {} }),
      },
      secrets: { get: async () => undefined },
      log: silentLog,
      settings: { ...defaultSettings, pool: 'local' },
    });
    try {
      for (const { id } of roster) {
        let last: AskEvent | undefined;
        for await (const event of engine.ask({ agent: id, text: 'why is the discount wrong?' })) last = event;
        assert.equal(last?.type, 'done', id);
        if (last?.type === 'done') assert.match(last.answer.text, /No folder is open.*Open the folder/, id);
      }
      assert.equal((await engine.traces(100)).length, roster.length);
      const [folder] = await engine.doctor();
      assert.equal(folder?.ok, false);
      assert.ok((folder?.remedy ?? '').length > 10);
    } finally {
      await engine.dispose();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
