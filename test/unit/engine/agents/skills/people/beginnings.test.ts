import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Beginnings } from '../../../../../../src/engine/agents/skills/people/docs/beginnings.ts';
import { formsOf, stemOf } from '../../../../../../src/engine/agents/skills/people/docs/same-word.ts';

describe('how the words of a passage begin', () => {
  it('never denies a form of a word that stands there', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'use',
        'uses',
        'route',
        'routing',
        'validate',
        'validation',
        'änderung',
        'res',
        'été',
        'a1',
        '$el',
      ),
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', '_', '$', 'İ'), minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.constantFrom(' ', '.', '1', '-'))), word, (parts, asked) => {
        const text = parts.flat().join('');
        const words = text.toLowerCase().match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
        const lower = asked.toLowerCase();
        if (!/^[\p{L}_$]/u.test(lower) || !words.some(formsOf(lower))) return;
        assert.ok(new Beginnings(['', text]).mayHave(1, Beginnings.mark(stemOf(lower))), `${text} | ${asked}`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells that most words do not stand in a passage', () => {
    const beginnings = new Beginnings(['Middleware is called for each request, in the order in which it was added.']);
    const asked = ['cookie', 'session', 'template', 'websocket', 'redirect', 'parser', 'logger', 'timeout'];
    const may = asked.filter((word) => beginnings.mayHave(0, Beginnings.mark(word)));
    assert.ok(may.length < asked.length / 2);
  });
});
