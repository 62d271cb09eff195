import assert from 'node:assert/strict';
import fc from 'fast-check';
import { searchedFiles } from '../../../../../../src/engine/agents/skills/text/searched-files.ts';
import type { SkillInput } from '../../../../../../src/engine/domain/skill.ts';

describe('the chosen files, read for parts of words', () => {
  it('have each line once for each part that it holds, both ascending', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '\n', ' '), maxLength: 120 });
    const part = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(part, { maxLength: 6 }), (texts, parts) => {
        const view = { read: (path: string) => texts[Number(path)], file: () => undefined, definitions: () => [] };
        const input = { view, chosen: Object.keys(texts) } as unknown as SkillInput;
        const found = searchedFiles(input, parts).map(({ lines, parts }) =>
          [...lines].map((line, at) => [line, parts[at]]),
        );
        const expected = texts.map((all) =>
          all
            .toLowerCase()
            .split('\n')
            .flatMap((line, at) => parts.flatMap((one, place) => (line.includes(one) ? [[at + 1, place]] : []))),
        );
        assert.deepEqual(found, expected);
      }),
    );
  });
});
