import assert from 'node:assert/strict';
import { pacedDraw } from '../../../src/vscode/paced-draw.ts';
import { FakeClock } from '../../fixtures/ports/fake-clock.ts';

describe('redraws of the panel', () => {
  let clock: FakeClock;
  let visible: boolean;
  let drawn: number;
  const paced = () =>
    pacedDraw(
      () => drawn++,
      () => visible,
      clock,
    );

  beforeEach(() => {
    clock = new FakeClock();
    visible = true;
    drawn = 0;
  });

  it('come at most twice a second, however much changes', () => {
    const drawing = paced();
    for (let ms = 0; ms < 10_000; ms += 10) {
      drawing.soon();
      clock.advance(10);
    }
    assert.ok(drawn >= 19 && drawn <= 21, String(drawn));
  });

  it('come at once after a rest', () => {
    paced().soon();
    clock.advance(0);
    assert.equal(drawn, 1);
  });

  it('do not come while the panel is hidden, and come when it is shown', () => {
    const drawing = paced();
    visible = false;
    drawing.soon();
    clock.advance(5_000);
    assert.equal(drawn, 0);
    assert.equal(clock.pendingTimers, 0);
    visible = true;
    drawing.soon();
    clock.advance(0);
    assert.equal(drawn, 1);
  });

  it('do not come after the end', () => {
    const drawing = paced();
    drawing.soon();
    drawing.dispose();
    clock.advance(5_000);
    assert.equal(drawn, 0);
  });
});
