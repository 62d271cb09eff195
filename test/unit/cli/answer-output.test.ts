import assert from 'node:assert/strict';
import { createAnswerOutput } from '../../../src/cli/answer-output.ts';

function written(isTTY: boolean, env: NodeJS.ProcessEnv): string {
  let all = '';
  const stdout = {
    isTTY,
    write(text: string | Uint8Array) {
      all += String(text);
      return true;
    },
  };
  const output = createAnswerOutput(stdout, env);
  output.write('See [a.js:1](a.js#L1) **now**\n');
  output.end();
  output.note('new');
  return all;
}

describe('the output of an answer', () => {
  it('is the Markdown itself in a pipe', () => {
    assert.equal(written(false, {}), 'See [a.js:1](a.js#L1) **now**\nnew\n');
  });

  it('is coloured text on a terminal, and plain where NO_COLOR or a dumb terminal asks for it', () => {
    assert.ok(written(true, {}).includes('\x1b[4ma.js:1\x1b[24m'));
    assert.equal(written(true, { NO_COLOR: '1' }), 'See a.js:1 now\nnew\n');
    assert.equal(written(true, { TERM: 'dumb' }), 'See a.js:1 now\nnew\n');
  });

  it('that breaks off shows what came and ends its line, so that what went wrong stands on one of its own', () => {
    for (const [text, shown] of [
      ['It begins with a `span', 'It begins with a `span\n'],
      ['It is whole.\n', 'It is whole.\n'],
      ['', ''],
    ] as const)
      for (const isTTY of [true, false]) {
        let all = '';
        const output = createAnswerOutput(
          {
            isTTY,
            write(part: string | Uint8Array) {
              all += String(part);
              return true;
            },
          },
          { NO_COLOR: '1' },
        );
        output.write(text);
        output.breakOff();
        assert.equal(all, shown);
      }
  });
});
