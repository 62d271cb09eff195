import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { type AnswerCodec, loadAnswerCodec } from '../../../../../src/engine/cache/disk/answer-codec.ts';
import type { Answer } from '../../../../../src/engine/domain/answer.ts';

const text = fc.string({ unit: 'grapheme' });
const count = fc.nat();
const place = fc.record({ path: text, line: count, endLine: count }, { requiredKeys: ['path', 'line'] });
const answers: fc.Arbitrary<Answer> = fc.record(
  {
    agent: text,
    text: fc.oneof(text, fc.string({ unit: 'grapheme', minLength: 16_400, maxLength: 16_500 })),
    sources: fc.array(place, { maxLength: 5 }),
    edits: fc.array(fc.record({ path: text, from: count, to: count, text }), { maxLength: 2 }),
    toolCalls: fc.array(fc.record({ id: text, name: text, input: text }), { maxLength: 2 }),
    digest: text,
    backend: text,
    answerClass: fc.string({ minLength: 1 }),
    question: fc.oneof(text, fc.constant('a\u001fb'), fc.constant('a\u001eb\0')),
    tokens: fc.record({ context: count, prompt: count, answer: count, estimated: fc.boolean() }),
    createdAt: count,
    generateMs: fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }),
  },
  {
    noNullPrototype: true,
    requiredKeys: ['agent', 'text', 'sources', 'digest', 'backend', 'question', 'tokens', 'createdAt', 'generateMs'],
  },
);

/** Its row, compressed, inflates to the same when its 26th byte has other bits. */
const SAME_IN_OTHER_BYTES: Answer = {
  agent: ' ',
  text: '',
  sources: [],
  edits: [],
  toolCalls: [{ id: '', name: '\u{1b24a}', input: '\u{1e924}' }],
  digest: '',
  backend: '',
  question: 'a\u001eb\0',
  tokens: { context: 8, prompt: 2_081_509_766, answer: 2_147_418_085, estimated: true },
  createdAt: 810_521_052,
  generateMs: 1.0903562528212501e-207,
};

/** Its row says the same when its last character, U+FFFD, begins with the byte F0 in place of EF. */
const REPLACED: Answer = { ...SAME_IN_OTHER_BYTES, question: '', toolCalls: [], text: '\u{fffd}' };

function inflated(bytes: Uint8Array): string | undefined {
  try {
    return inflateRawSync(bytes).toString();
  } catch {
    return undefined;
  }
}

describe('A row of the disk tier', () => {
  let codec: AnswerCodec;
  before(async () => {
    codec = await loadAnswerCodec();
  });

  it('is the answer again, whatever is in it', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const expected = { answer: structuredClone(answer), lifetimeMs: 1_000_000 };
        assert.deepEqual(codec.decode(codec.encode(answer, 999_999.5), answer.digest), expected);
      }),
      { numRuns: 300 },
    );
  });
  it('is no answer when a byte is another, when it is cut, or under another digest', () => {
    fc.assert(
      fc.property(answers, fc.nat(), fc.integer({ min: 1, max: 255 }), (answer, at, flip) => {
        const row = codec.encode(answer, 1e6);
        assert.equal(codec.decode(row, `${answer.digest}x`), undefined);
        assert.equal(codec.decode(row.slice(0, row.length - 1), answer.digest), undefined);
        const bent = Buffer.from(row as Uint8Array);
        const place = at % bent.length;
        bent[place] = (bent[place] ?? 0) ^ flip;
        const decoded = codec.decode(typeof row === 'string' ? bent.toString() : bent, answer.digest);
        // Other bytes may say the same: compressed ones with a copy from another place, broken UTF-8 in place of a U+FFFD.
        const same = typeof row === 'string' ? bent.toString() === row : inflated(bent) === inflated(row);
        if (same) assert.deepEqual(decoded?.answer, answer);
        else assert.equal(decoded, undefined);
      }),
      {
        numRuns: 100,
        examples: [
          [SAME_IN_OTHER_BYTES, 25, 5],
          [REPLACED, 104, 0x1f],
        ],
      },
    );
  });
  it('is no answer when it is something else', () => {
    for (const row of [undefined, null, '', 'text', '0,', '1,2,3,', 5, new Uint8Array(3)])
      assert.equal(codec.decode(row, 'x'), undefined);
  });
});
