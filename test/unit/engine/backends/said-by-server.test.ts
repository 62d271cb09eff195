import assert from 'node:assert/strict';
import { saidByServer } from '../../../../src/engine/backends/openai/said-by-server.ts';

describe('What a server says in place of an answer', () => {
  it('never has a part of the key that was sent, wherever it stands', () => {
    const key = 'correct-horse-battery';
    for (let before = 600; before < 660; before++) {
      const said = saidByServer(`refused https://${'x'.repeat(before)} ${key}`, key);
      assert.doesNotMatch(said ?? '', /corr/, `after ${before} characters`);
    }
  });
});
