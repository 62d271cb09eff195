import assert from 'node:assert/strict';
import type { InstanceStats, PoolStats } from '../../../src/engine/domain/telemetry-snapshot.ts';
import { WeeError } from '../../../src/engine/errors.ts';
import { describeFailure, describeStatus } from '../../../src/vscode/features/status/describe-status.ts';
import { emptyPanel, usedPanel } from '../../fixtures/dashboard/panel-model.ts';
import { plain } from '../../fixtures/plain-text.ts';

describe('the status item', () => {
  const { index, snapshot } = usedPanel;

  it('is short and quiet while all is well', () => {
    const { text, lines, alert } = describeStatus(snapshot, index, plain);
    assert.equal(text, '$(sparkle) WEE');
    assert.equal(alert, false);
    assert.deepEqual(lines, ['4 questions, 50% from cache', '213 files indexed']);
  });

  it('shows how far a first index has come', () => {
    const reading = { ...index, state: 'indexing' as const, progress: { done: 1_150, total: 5_000 } };
    const { text, spoken, alert } = describeStatus(emptyPanel.snapshot, reading, plain);
    assert.equal(text, '$(sync~spin) WEE 23%');
    assert.equal(spoken, 'WEE. nothing asked yet. reading this workspace: 1150 of 5000 files');
    assert.equal(alert, false);
  });

  it('stands out while no model is well, for the local analysis answers instead', () => {
    const pool = (...health: InstanceStats['health'][]): PoolStats => ({
      id: 'openai',
      queued: 0,
      queueLimit: 10,
      hedges: { sent: 0, won: 0 },
      instances: health.map((one, at) => ({
        id: `e${at}`,
        label: 'm',
        inFlight: 0,
        limit: 4,
        allowed: 4,
        served: 0,
        failed: 5,
        health: one,
        restMs: 0,
        firstTokenMs: 0,
        recentFailureRate: 1,
      })),
    });
    const status = (one: PoolStats) => describeStatus({ ...snapshot, pools: [one] }, index, plain);
    assert.equal(status(pool('open', 'closed')).alert, false);
    const { alert, lines } = status(pool('half-open', 'held'));
    assert.equal(alert, true);
    assert.match(lines.join(), /no model is well/);
  });

  it('does not stand out because indexing is paused', () => {
    const { text, alert } = describeStatus(snapshot, { ...index, state: 'paused' }, plain);
    assert.equal(text, '$(debug-pause) WEE');
    assert.equal(alert, false);
  });

  it('stands out when the engine could not start, and says what to do', () => {
    const { text, lines, alert } = describeFailure(new WeeError('internal', 'No thread.', 'Free some memory.'), plain);
    assert.equal(text, '$(warning) WEE');
    assert.deepEqual(lines, ['WEE could not start', 'No thread.', 'Free some memory.']);
    assert.equal(alert, true);
  });

  it('stands out when something is missing, in words and sign too', () => {
    const { text, spoken, alert } = describeStatus({ ...snapshot, notices: ['disk cache off: full'] }, index, plain);
    assert.equal(text, '$(warning) WEE');
    assert.match(spoken, /disk cache off: full/);
    assert.equal(alert, true);
  });

  it('stands out for a real alert', () => {
    const alerts = [{ name: 'success' as const, value: 0.5, threshold: 0.95, samples: 30, since: 1 }];
    const { text, lines, alert } = describeStatus({ ...snapshot, alerts }, index, plain);
    assert.equal(text, '$(warning) WEE');
    assert.ok(lines.includes('an alert: see the panel'));
    assert.equal(alert, true);
  });
});
