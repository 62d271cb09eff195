import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Priority } from '../../../../../src/engine/domain/question.ts';
import { FairQueue } from '../../../../../src/engine/routing/limits/fair-queue.ts';

interface One {
  readonly priority: Priority;
  readonly n: number;
}

describe('The queue before instances', () => {
  const priority = fc.constantFrom<Priority>('high', 'normal', 'background');
  const steps = fc.array(fc.oneof(priority, fc.constant('take' as const)), { maxLength: 400 });

  it('never starves people: while they wait, at most one in sixteen turns is background work’s', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const queue = new FairQueue<One>(64);
        let turnsOfPeople = 15;
        all.forEach((step, n) => {
          if (step !== 'take') {
            queue.push({ priority: step, n });
            return;
          }
          const peopleWait = queue.count('high') + queue.count('normal') > 0;
          const taken = queue.take(() => true);
          if (taken === undefined) return;
          if (taken.priority !== 'background' || !peopleWait) {
            turnsOfPeople++;
            return;
          }
          assert.ok(turnsOfPeople >= 15, `only ${turnsOfPeople} turns of others before it`);
          turnsOfPeople = 0;
        });
      }),
    );
  });

  it('never starves background work: it has a turn in sixteen while people wait', () => {
    const queue = new FairQueue<One>(64);
    queue.push({ priority: 'background', n: 0 });
    const order: Priority[] = [];
    for (let n = 1; n <= 32; n++) queue.push({ priority: 'normal', n });
    for (let n = 0; n < 17; n++) order.push(queue.take(() => true)?.priority ?? 'normal');
    assert.equal(order.filter((one) => one === 'background').length, 1);
  });

  it('keeps its bound, refuses background work first, and loses nobody', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const queue = new FairQueue<One>(8);
        const inside = new Set<number>();
        all.forEach((step, n) => {
          if (step === 'take') {
            const taken = queue.take(() => true);
            if (taken !== undefined) assert.ok(inside.delete(taken.n));
          } else {
            const background = queue.count('background');
            const { accepted, shed } = queue.push({ priority: step, n });
            if (accepted) inside.add(n);
            else if (step !== 'background')
              assert.equal(background, 0, 'a person was refused while background work waited');
            if (shed !== undefined) {
              assert.equal(shed.priority, 'background');
              assert.ok(inside.delete(shed.n));
            }
          }
          assert.ok(queue.length <= 8);
          assert.equal(queue.length, inside.size);
        });
      }),
    );
  });

  it('serves those of one urgency in order of arrival', () => {
    const queue = new FairQueue<One>(64);
    for (let n = 0; n < 10; n++) queue.push({ priority: n % 2 === 0 ? 'normal' : 'high', n });
    const order = Array.from({ length: 10 }, () => queue.take(() => true)?.n);
    assert.deepEqual(order, [1, 3, 5, 7, 9, 0, 2, 4, 6, 8]);
  });
});
