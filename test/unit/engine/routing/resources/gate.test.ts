import assert from 'node:assert/strict';
import { WeeError } from '../../../../../src/engine/errors.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { Gate } from '../../../../../src/engine/routing/resources/gate.ts';

describe('The gate before the making of contexts', () => {
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  let gate: Gate;
  let order: string[];
  let opens: (() => void)[];
  beforeEach(() => {
    gate = new Gate();
    gate.width = 1;
    order = [];
    opens = [];
  });
  const enter = (name: string, priority: 'high' | 'normal' | 'background', signal?: AbortSignal): Promise<void> =>
    gate.pass(priority, signal, () => {
      order.push(name);
      return new Promise((resolve) => opens.push(resolve));
    });

  it('lets people before background work, in order of arrival', async () => {
    for (const name of ['first', 'back', 'person', 'another'])
      void enter(name, name === 'back' ? 'background' : 'normal');
    for (let n = 0; n < 4; n++) {
      await settle();
      opens.shift()?.();
    }
    await settle();
    assert.deepEqual(order, ['first', 'person', 'another', 'back']);
    assert.equal(gate.inside, 0);
  });

  it('never has more inside than its width, which may change', async () => {
    for (let n = 0; n < 6; n++) void enter(`${n}`, 'normal');
    await settle();
    assert.equal(gate.inside, 1);
    gate.width = 3;
    await settle();
    assert.equal(gate.inside, 3);
    gate.width = 1;
    opens.shift()?.();
    await settle();
    assert.equal(gate.inside, 2);
    assert.equal(order.length, 3);
  });

  it('lets go of who is cancelled while waiting, and of what failed inside', async () => {
    const stop = new AbortController();
    void enter('first', 'normal');
    const second = enter('second', 'normal', stop.signal);
    stop.abort();
    await assert.rejects(second, (error) => error instanceof WeeError && error.code === 'cancelled');
    assert.equal(gate.waiting, 0);
    opens.shift()?.();
    await settle();
    await assert.rejects(
      gate.pass('normal', undefined, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(gate.inside, 0);
  });

  it('refuses the one past its bound, and lets background work make room', async () => {
    void enter('first', 'normal');
    const back = enter('back', 'background');
    for (let n = 1; n < limits.contextQueue; n++) void enter(`${n}`, 'normal');
    void enter('person', 'high');
    await assert.rejects(
      back,
      (error) => error instanceof WeeError && error.code === 'queue-full' && error.remedy !== '',
    );
    await assert.rejects(
      enter('too many', 'normal'),
      (error) => error instanceof WeeError && error.code === 'queue-full',
    );
  });
});
