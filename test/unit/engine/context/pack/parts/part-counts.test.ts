import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PartCounts } from '../../../../../../src/engine/context/pack/parts/part-counts.ts';
import { renderPart } from '../../../../../../src/engine/context/pack/parts/render-parts.ts';
import { countTokens } from '../../../../../../src/engine/context/tokens/count-tokens.ts';
import { SourceLines } from '../../../../../../src/engine/text/source-lines.ts';

const line = fc.oneof(
  fc.constantFrom(
    '',
    '   ',
    '\t',
    '}',
    '  // so',
    '/* a */',
    '*/',
    '  return 12;',
    '});',
    '名 = 😀',
    '\u00a0',
    '{ //',
    '/',
    '//',
    '/é',
    ' \r x',
    ' \r',
    '\r',
    ';\r',
    '\u2028',
    '{}\t',
    'x'.repeat(505),
    ' '.repeat(505),
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
);

describe('the tokens of a part', () => {
  it('are those of its text, also where parts of it were counted before', () => {
    const part = fc.tuple(fc.nat(), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 70 }),
        fc.array(part, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, parts, ending) => {
          const source = new SourceLines(lines.map((text) => `${text}${ending}`).join(''));
          const counts = new PartCounts(source);
          for (const [one, other, ended] of parts) {
            const [a, b] = [1 + (one % lines.length), 1 + (other % lines.length)];
            const [from, to] = [Math.min(a, b), Math.max(a, b)];
            const text = renderPart(source, from, to) + (ended ? '\n' : '');
            assert.equal(counts.of(from, to, ended) ?? countTokens(text), countTokens(text));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are not told where an endless run is counted in pieces', () => {
    const lines = new SourceLines(['a', 'b'.repeat(600), ...Array.from({ length: 20 }, () => 'c')].join('\n'));
    const counts = new PartCounts(lines);
    assert.equal(counts.of(1, 22, false), undefined);
    assert.equal(counts.of(10, 22, false), countTokens(renderPart(lines, 10, 22)));
  });
});
