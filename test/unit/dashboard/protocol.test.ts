import assert from 'node:assert/strict';
import { isToPanel, PROTOCOL_VERSION, parseFromPanel } from '../../../src/dashboard/protocol.ts';

const none = { count: 0, p50: 0, p95: 0, p99: 0, max: 0 };
const snapshot = {
  asked: 0,
  hits: 0,
  windowMs: 0,
  owned: none,
  firstToken: none,
  saved: { tokens: 0, ms: 0 },
  tiers: [],
  agents: [],
  pools: [],
  series: [],
  recent: [],
  notices: [],
};
const message = { version: PROTOCOL_VERSION, type: 'snapshot', snapshot, folder: true, trusted: true };

describe('messages between the panel and its host', () => {
  it('accepts a whole snapshot and a failure', () => {
    assert.ok(isToPanel(message));
    assert.ok(isToPanel({ version: PROTOCOL_VERSION, type: 'failed', message: 'No.', remedy: 'Retry.' }));
  });

  it('refuses a snapshot of which a drawn figure is missing', () => {
    for (const key of Object.keys(snapshot)) {
      const part: Record<string, unknown> = { ...snapshot };
      delete part[key];
      assert.equal(isToPanel({ ...message, snapshot: part }), false, key);
    }
  });

  it('refuses another version in both directions', () => {
    assert.equal(isToPanel({ ...message, version: PROTOCOL_VERSION + 1 }), false);
    assert.equal(parseFromPanel({ version: PROTOCOL_VERSION + 1, type: 'ask' }), undefined);
  });

  it('takes the three requests of the panel and nothing else', () => {
    for (const type of ['ready', 'ask', 'retry']) {
      assert.deepEqual(parseFromPanel({ version: PROTOCOL_VERSION, type }), { version: PROTOCOL_VERSION, type });
    }
    for (const value of [undefined, null, 'ask', [], { version: PROTOCOL_VERSION, type: 'eval' }]) {
      assert.equal(parseFromPanel(value), undefined);
    }
  });
});
