import assert from 'node:assert/strict';
import { calmProgress } from '../../../src/vscode/calm-progress.ts';

describe('progress in a view that keeps every line', () => {
  let ms = 0;
  const told: string[] = [];
  const tell = calmProgress((line) => told.push(line), { monotonic: () => ms });

  it('counts on every two seconds, and tells what is new at once', () => {
    for (; ms < 5_000; ms += 100) tell(`Indexing ${ms} of 10,000 files`);
    tell('m at host:1');
    tell('n at host:1');
    assert.deepEqual(told, [
      'Indexing 0 of 10,000 files',
      'Indexing 2000 of 10,000 files',
      'Indexing 4000 of 10,000 files',
      'm at host:1',
      'n at host:1',
    ]);
  });
});
