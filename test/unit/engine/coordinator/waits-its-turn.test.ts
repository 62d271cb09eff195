import assert from 'node:assert/strict';
import { FakeEngine } from '../../../fixtures/ports/fake-engine.ts';

describe('a question for which nobody has room', () => {
  it('says that it waits, once, and is answered', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const engine = new FakeEngine(async function* () {
      await gate;
      yield { type: 'text', text: 'words' };
      yield { type: 'end', finish: 'stop' };
    });
    const asked = [1, 2, 3, 4, 5].map((n) => engine.ask(`question ${n}`));
    while (engine.generations < 4) await Promise.resolve();
    open();
    const waited = (await Promise.all(asked)).map((events) => {
      assert.equal(events.at(-1)?.type, 'done');
      return events.filter((event) => event.type === 'status' && /waits its turn/.test(event.message)).length;
    });
    assert.deepEqual(waited, [0, 0, 0, 0, 1]);
  });
});
