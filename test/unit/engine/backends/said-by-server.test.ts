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

  it('keeps its words but for what may be a key or an address', () => {
    for (const [message, expected] of [
      [
        'Incorrect API key provided: sk-proj-ab****wxyz. You can find your API key at https://x.example/keys.',
        'Incorrect API key provided: … You can find your API key at …',
      ],
      ['Invalid API key: 1234abcd', 'Invalid API …'],
      ['api_key=abc1234 is unknown', 'api_… is unknown'],
      ['the key ab***yz is not known', 'the key … is not known'],
      ['Bearer abcdef was refused', '… was refused'],
      ['no key was sent', 'no key was sent'],
    ] as const)
      assert.equal(saidByServer({ message }, undefined), expected);
  });
});
