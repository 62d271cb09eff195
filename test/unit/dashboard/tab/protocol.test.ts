import assert from 'node:assert/strict';
import { isToTab, parseFromTab, TAB_VERSION } from '../../../../src/dashboard/tab/protocol.ts';
import { firstState, take } from '../../../../src/dashboard/tab/tab-state.ts';

const version = TAB_VERSION;
const digest = 'ab'.repeat(32);
const entry = {
  digest,
  question: 'why?',
  agent: 'sherlock',
  backend: 'local',
  files: ['a.ts'],
  createdAt: 1,
  usedAt: 2,
  bytes: 3,
  hits: 4,
  savedMs: 5,
  savedTokens: 6,
  tiers: ['disk'],
};
const entries = { version, type: 'entries', entries: [entry], agents: ['marie'], store: { bytes: 1 }, notices: [] };
const now = { standing: 'valid', reason: 'it stands' };

describe('messages between the dashboard tab and its host', () => {
  it('takes each request of the tab', () => {
    for (const request of [
      { type: 'ready' },
      { type: 'undo' },
      { type: 'figures' },
      { type: 'list', filter: {} },
      { type: 'list', filter: { agent: 'marie', text: 'why', file: 'a.ts' } },
      { type: 'show', digest },
      { type: 'evict', digest },
      { type: 'why', agent: 'auto', question: 'why?' },
      { type: 'clear', filter: { file: 'a.ts' } },
      { type: 'open', path: 'a.ts', line: 3 },
    ])
      assert.deepEqual(parseFromTab({ version, ...request }), { version, ...request });
  });

  it('refuses what is none, and parts that a request does not have', () => {
    for (const value of [
      undefined,
      'ready',
      { type: 'ready' },
      { version: version + 1, type: 'ready' },
      { version, type: 'eval' },
      { version, type: 'clear' },
      { version, type: 'evict', digest: 'ab' },
      { version, type: 'show', digest: `${digest}' OR 1` },
      { version, type: 'why', agent: 'auto', question: '' },
      { version, type: 'list', filter: { text: 'x'.repeat(1_001) } },
      { version, type: 'open', path: 'a.ts', line: -1 },
    ])
      assert.equal(parseFromTab(value), undefined, JSON.stringify(value));
    assert.deepEqual(parseFromTab({ version, type: 'list', filter: { agent: 'marie', drop: 1 } }), {
      version,
      type: 'list',
      filter: { agent: 'marie' },
    });
  });

  it('refuses a message of which something that is drawn is missing', () => {
    assert.ok(isToTab(entries));
    for (const key of Object.keys(entry)) {
      const part: Record<string, unknown> = { ...entry };
      delete part[key];
      assert.equal(isToTab({ ...entries, entries: [part] }), false, key);
    }
    assert.ok(isToTab({ version, type: 'detail', digest }));
    assert.ok(isToTab({ version, type: 'detail', digest, detail: { entry, text: 'Because.', sources: [], now } }));
    assert.equal(isToTab({ version, type: 'detail', digest, detail: { entry, text: 'Because.', sources: [] } }), false);
    assert.equal(isToTab({ ...entries, version: version + 1 }), false);
  });
});

describe('what the dashboard tab shows', () => {
  it('begins where it was, and takes nothing else from what was kept', () => {
    assert.deepEqual(firstState({ page: 'questions', filter: { text: 'a' } }).filter, { text: 'a' });
    for (const kept of [undefined, null, 5, { page: 7, filter: 'x' }, { filter: { agent: {} } }]) {
      assert.deepEqual(firstState(kept), firstState(undefined), JSON.stringify(kept));
    }
  });

  it('leaves an answer alone that comes after another one was chosen, and closes one that is gone', () => {
    const state = { ...firstState(undefined), chosen: 'cd'.repeat(32) };
    assert.deepEqual(take(state, { version, type: 'detail', digest }), {});
    assert.equal(take({ ...state, chosen: digest }, { version, type: 'detail', digest }).chosen, undefined);
  });
});
