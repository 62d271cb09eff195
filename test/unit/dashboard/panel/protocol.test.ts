import assert from 'node:assert/strict';
import {
  isToPanel,
  PROTOCOL_VERSION,
  panelRequests,
  parseFromPanel,
} from '../../../../src/dashboard/panel/protocol.ts';
import { usedPanel } from '../../../fixtures/dashboard/panel-model.ts';

const message = { version: PROTOCOL_VERSION, type: 'snapshot', ...usedPanel };
/** Of a snapshot, what the panel does not draw. */
const undrawn = new Set(['failed', 'cancelled', 'hit', 'miss', 'context', 'sessions']);

describe('messages between the panel and its host', () => {
  it('accepts a whole snapshot and a failure', () => {
    assert.ok(isToPanel(message));
    assert.ok(isToPanel({ version: PROTOCOL_VERSION, type: 'failed', message: 'No.', remedy: 'Retry.' }));
  });

  it('refuses a snapshot of which a drawn figure is missing', () => {
    for (const key of Object.keys(usedPanel.snapshot).filter((name) => !undrawn.has(name))) {
      assert.equal(isToPanel({ ...message, snapshot: { ...usedPanel.snapshot, [key]: undefined } }), false, key);
    }
    for (const key of Object.keys(usedPanel)) assert.equal(isToPanel({ ...message, [key]: undefined }), false, key);
  });

  it('refuses another version in both directions', () => {
    assert.equal(isToPanel({ ...message, version: PROTOCOL_VERSION + 1 }), false);
    assert.equal(parseFromPanel({ version: PROTOCOL_VERSION + 1, type: 'ask' }), undefined);
  });

  it('takes the requests of the panel and nothing else', () => {
    for (const type of panelRequests) {
      assert.deepEqual(parseFromPanel({ version: PROTOCOL_VERSION, type }), { version: PROTOCOL_VERSION, type });
    }
    for (const value of [undefined, null, 'ask', [], { version: PROTOCOL_VERSION, type: 'eval' }]) {
      assert.equal(parseFromPanel(value), undefined);
    }
  });
});
