import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { approver } from '../../../src/cli/approve.ts';

const estimate = { tokens: 12_915, cost: 0.0447, agents: ['sherlock', 'marie'], to: 'm at host' };

/** What a person on a terminal is shown, and what becomes of it when they press these keys. */
async function pressed(keys: string): Promise<{ agreed: boolean | undefined; shown: string }> {
  const terminal = {
    stdin: Object.assign(new PassThrough(), { isTTY: true }),
    stderr: Object.assign(new PassThrough(), { isTTY: true }),
  };
  const stop = new AbortController();
  const approve = approver(
    { yes: false },
    stop.signal,
    terminal as unknown as Pick<NodeJS.Process, 'stdin' | 'stderr'>,
  );
  let shown = '';
  terminal.stderr.on('data', (part: Buffer) => {
    // Only who has read the question answers it.
    const before = shown;
    shown += part.toString();
    if (!before.includes('[y/N]') && shown.includes('[y/N]')) {
      if (keys === 'SIGINT') stop.abort();
      else terminal.stdin.write(keys);
    }
  });
  const agreed = await approve?.(estimate);
  return { agreed, shown };
}

describe('the approval on a terminal', () => {
  it('says who sends how much to whom', async () => {
    const { shown } = await pressed('y\r');
    assert.match(
      shown,
      /@sherlock, @marie: about 12,915 tokens \(0\.0447\) would go to m at host\. Send it\? \[y\/N\]/,
    );
  });

  it('is given by y and yes alone', async () => {
    for (const keys of ['y\r', 'Yes\r', ' YES \r']) assert.equal((await pressed(keys)).agreed, true, keys);
    for (const keys of ['n\r', '\r', 'yy\r', 'q\r']) {
      const { agreed, shown } = await pressed(keys);
      assert.equal(agreed, false, keys);
      assert.match(shown, /Not sent\.\n$/);
    }
  });

  it('is refused by Ctrl+C, Ctrl+D and whatever ends the question', async () => {
    for (const keys of ['\x03', '\x04', 'SIGINT']) {
      const { agreed, shown } = await pressed(keys);
      assert.equal(agreed, false, JSON.stringify(keys));
      assert.match(shown, /\nNot sent\.\n$/);
    }
  });

  it('needs no question with --yes, and cannot be had where nobody is there', async () => {
    const { signal } = new AbortController();
    assert.equal(await approver({ yes: true }, signal)?.(estimate), true);
    const pipe = { stdin: { isTTY: false }, stderr: { isTTY: true } } as unknown as Pick<
      NodeJS.Process,
      'stdin' | 'stderr'
    >;
    assert.equal(approver({ yes: false }, signal, pipe), undefined);
  });
});
