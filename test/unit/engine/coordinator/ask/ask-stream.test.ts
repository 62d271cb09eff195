import assert from 'node:assert/strict';
import { AskStream } from '../../../../../src/engine/coordinator/ask/ask-stream.ts';
import type { AskEvent } from '../../../../../src/engine/domain/ask-event.ts';

const text = (what: string): AskEvent => ({ type: 'text', text: what });
const words = async (stream: AsyncIterable<AskEvent>): Promise<string[]> => {
  const all = [];
  for await (const event of stream) all.push(event.type === 'text' ? event.text : event.type);
  return all;
};

describe('The stream of a question', () => {
  it('begins its work when somebody listens, once', async () => {
    let begun = 0;
    const stream = new AskStream(async (to) => {
      begun++;
      to.end(text('only'));
    }, undefined);
    assert.equal(begun, 0);
    assert.deepEqual(await words(stream), ['only']);
    assert.deepEqual(await words(stream), []);
    assert.equal(begun, 1);
  });

  it('gives what was pushed before and after one listens, in order, and nothing after the end', async () => {
    const stream = new AskStream(async (to) => {
      to.push(text('a'));
      to.push(text('b'));
      await Promise.resolve();
      to.push(text('c'));
      to.end(text('d'));
      to.push(text('too late'));
    }, undefined);
    assert.deepEqual(await words(stream), ['a', 'b', 'c', 'd']);
  });

  it('answers several who wait for the next event, each with one of its own', async () => {
    let push = (_: AskEvent): void => {};
    const stream = new AskStream((to) => {
      push = (event) => to.push(event);
      return new Promise(() => {});
    }, undefined);
    const both = [stream.next(), stream.next()];
    push(text('a'));
    push(text('b'));
    assert.deepEqual(
      (await Promise.all(both)).map(({ value }) => value),
      [text('a'), text('b')],
    );
  });

  it('stops its work when the asker aborts, before or while it runs', async () => {
    const stop = new AbortController();
    const run = async (to: AskStream): Promise<void> => {
      if (to.left) {
        assert.equal(to.signal().aborted, true);
        to.end(text('never began'));
        return;
      }
      await new Promise((resolve) => to.signal().addEventListener('abort', resolve));
      to.end(text('stopped'));
    };
    const running = words(new AskStream(run, stop.signal));
    stop.abort();
    assert.deepEqual(await running, ['stopped']);
    assert.deepEqual(await words(new AskStream(run, stop.signal)), ['never began']);
  });

  it('stops its work when the asker stops listening, and is done when that has ended', async () => {
    let ended = false;
    const stream = new AskStream(async (to) => {
      to.push(text('a'));
      await new Promise<void>((resolve) => {
        to.onLeave = { hasLeft: resolve };
      });
      ended = true;
      to.end(text('b'));
    }, undefined);
    for await (const event of stream) {
      assert.deepEqual(event, text('a'));
      break;
    }
    assert.equal(ended, true);
    assert.deepEqual(await words(stream), []);
  });
});
