import assert from 'node:assert/strict';
import { AgentLibrary } from '../../../../../src/engine/coordinator/agents/agent-library.ts';
import type { AgentFilesFound } from '../../../../../src/engine/ports/agent-files.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';

const found = (words: string): AgentFilesFound => ({
  files: [{ path: '.wee/agents/a.agent.md', text: `---\ndescription: d\n---\n${words}` }],
  faults: [],
});

describe('the library of agents', () => {
  it('holds what the files say last, even if an earlier reading ends later', async () => {
    const readings: ((found: AgentFilesFound) => void)[] = [];
    const library = new AgentLibrary({
      files: { read: () => new Promise((resolve) => readings.push(resolve)) },
      log: silentLog,
      onRead() {},
    });
    const first = library.ready();
    const second = library.reload();
    readings[1]?.(found('new words'));
    await second;
    readings[0]?.(found('old words'));
    await first;
    assert.match(library.own[0]?.agent.instructions ?? '', /^new words/);
    assert.equal(library.all.length, 8);
  });

  it('keeps secrets out of instructions', async () => {
    const files = { read: async () => found('Use the key AKIAIOSFODNN7EXAMPLQ always.') };
    const library = new AgentLibrary({ files, log: silentLog, onRead() {} });
    await library.ready();
    assert.doesNotMatch(library.own[0]?.agent.instructions ?? '', /AKIA/);
  });
});
