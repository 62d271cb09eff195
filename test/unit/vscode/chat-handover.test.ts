import assert from 'node:assert/strict';
import type { Turn } from '../../../src/engine/domain/question.ts';
import { ChatHandover } from '../../../src/vscode/features/chat-handover.ts';

const turns: readonly Turn[] = [
  { role: 'user', text: 'why?' },
  { role: 'agent', text: 'because' },
];

describe('an inline conversation that goes on in chat', () => {
  it('precedes the first question there and those that follow it', () => {
    const handover = new ChatHandover();
    handover.give('sherlock', turns);
    assert.deepEqual(handover.take('sherlock', 'and then?', undefined), turns);
    assert.deepEqual(handover.take('sherlock', 'and after that?', 'and then?'), turns);
  });

  it('precedes no other conversation', () => {
    const handover = new ChatHandover();
    assert.deepEqual(handover.take('sherlock', 'and then?', undefined), []);
    handover.give('sherlock', turns);
    assert.deepEqual(handover.take('marie', 'and then?', undefined), []);
    assert.deepEqual(handover.take('sherlock', 'more', 'asked before it was handed over'), []);
    assert.deepEqual(handover.take('sherlock', 'and then?', undefined), turns);
    assert.deepEqual(handover.take('sherlock', 'a new chat', undefined), []);
  });
});
