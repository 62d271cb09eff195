import assert from 'node:assert/strict';
import type { AlertName, Measure } from '../../../../src/engine/domain/alert.ts';
import { defaultSettings } from '../../../../src/engine/domain/settings.ts';
import type { Trace } from '../../../../src/engine/domain/trace.ts';
import { limits } from '../../../../src/engine/limits.ts';
import { noMeter } from '../../../../src/engine/ports/process-meter.ts';
import { Alerts } from '../../../../src/engine/telemetry/alerts.ts';
import { measure } from '../../../../src/engine/telemetry/measure.ts';
import { FakeClock } from '../../../fixtures/ports/fake-clock.ts';

describe('an alert', () => {
  let clock: FakeClock;
  let thresholds = defaultSettings.alerts;
  let alerts: Alerts;
  const raised = (name: AlertName, value: number, samples: number): readonly string[] =>
    alerts.evaluate([{ name, value, samples }]).map((one) => `${one.name} ${one.value}`);

  beforeEach(() => {
    clock = new FakeClock();
    thresholds = defaultSettings.alerts;
    alerts = new Alerts(clock, () => thresholds);
  });

  it('needs enough samples', () => {
    assert.deepEqual(raised('hitRate', 0.1, 19), []);
    assert.deepEqual(raised('hitRate', 0.1, 20), ['hitRate 0.1']);
  });

  it('on a reading is raised when it held for a while', () => {
    assert.deepEqual(raised('cpu', 0.95, 1), []);
    clock.advance(29_000);
    assert.deepEqual(raised('cpu', 0.95, 1), []);
    clock.advance(1_000);
    assert.deepEqual(raised('cpu', 0.95, 1), ['cpu 0.95']);
    alerts.reset();
    assert.deepEqual(raised('cpu', 0.95, 1), []);
    clock.advance(20_000);
    raised('cpu', 0.5, 1);
    clock.advance(20_000);
    assert.deepEqual(raised('cpu', 0.95, 1), [], 'it was well in between');
  });

  it('stays until its figure is clearly better, and is quiet for a while then', () => {
    assert.deepEqual(raised('agentP95Ms', 900, 30), ['agentP95Ms 900']);
    assert.deepEqual(raised('agentP95Ms', 480, 30), ['agentP95Ms 480']);
    assert.deepEqual(raised('agentP95Ms', 440, 30), []);
    assert.deepEqual(raised('agentP95Ms', 900, 30), []);
    clock.advance(300_000);
    assert.deepEqual(raised('agentP95Ms', 900, 30), ['agentP95Ms 900']);
  });

  it('ends also where its threshold leaves little room', () => {
    assert.deepEqual(raised('success', 0.9, 30), ['success 0.9']);
    assert.deepEqual(raised('success', 1, 30), []);
  });

  it('is never raised where its threshold is 0', () => {
    assert.deepEqual(raised('success', 0.2, 30), ['success 0.2']);
    thresholds = { ...thresholds, success: 0 };
    assert.deepEqual(raised('success', 0.2, 30), []);
  });

  it('knows since when, and watches no more figures than it may', () => {
    const since = clock.now();
    const many = Array.from(
      { length: 1_000 },
      (_, at): Measure => ({ name: 'agentP95Ms', agent: `a${at}`, value: 900, samples: 30 }),
    );
    const found = alerts.evaluate(many);
    assert.equal(found.length, limits.watchedFigures);
    assert.ok(found.every((one) => one.since === since && one.threshold === 500));
  });
});

describe('the figures that alerts watch', () => {
  const trace = (outcome: Trace['outcome'], more: Partial<Trace> = {}): Trace => ({
    id: 'x',
    agent: 'sherlock',
    question: 'why?',
    startedAt: 1,
    outcome,
    tier: outcome === 'hit' ? 'memory' : 'none',
    steps: {},
    totalMs: 10,
    attempts: [],
    reason: 'first asked',
    ...more,
  });

  it('are those of questions that could have hit, of all that ended, and of each agent without who answers', () => {
    const recent = [
      trace('miss'),
      trace('hit', { reason: 'nothing in the workspace changed' }),
      trace('miss', { reason: 'changed: lib/a.js', totalMs: 900, steps: { backend: 880 } }),
      trace('failed'),
      trace('cancelled'),
    ];
    assert.deepEqual(measure(recent, noMeter), [
      { name: 'memory', value: 0, samples: 1 },
      { name: 'hitRate', value: 0.5, samples: 2 },
      { name: 'success', value: 0.75, samples: 4 },
      { name: 'agentP95Ms', agent: 'sherlock', value: 20, samples: 3 },
    ]);
    assert.deepEqual(measure([], { cpu: () => 0.4, memory: () => 0.2 }).slice(0, 2), [
      { name: 'cpu', value: 0.4, samples: 1 },
      { name: 'memory', value: 0.2, samples: 1 },
    ]);
  });
});
