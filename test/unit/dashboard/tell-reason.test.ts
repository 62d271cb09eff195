import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tellReason } from '../../../src/dashboard/tell-reason.ts';
import { explainMiss } from '../../../src/engine/coordinator/explain/explain-miss.ts';

describe('a reason of the engine', () => {
  it('stands as it is in English, part by part', () => {
    for (const reason of [
      explainMiss(undefined, { files: [] } as never),
      'changed: lib/a.js, lib/b.js; least_connections (default): local, 0 of 4 in flight',
      'the model changed: a/1 → b/2',
      'nothing in the workspace changed',
      'a reason that nobody here knows',
    ])
      assert.equal(tellReason(reason), reason);
    assert.equal(
      tellReason('its question, model and settings stand, and so do its 14 files'),
      'its question, model, settings and 14 files stand',
    );
  });

  it('has a text of its own in German wherever it is known', () => {
    const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
    for (const text of ['first asked', 'not in the cache', 'changed: {0}', 'now relevant: {0}'])
      assert.ok(german[text] !== undefined && german[text] !== text, text);
  });
});
