import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContextFile } from '../../../../../src/engine/domain/context/context.ts';
import { sealContext } from '../../../../../src/engine/domain/context/seal-context.ts';
import { receivedContext, sentContext } from '../../../../../src/engine/domain/context/sent-context.ts';

describe('a context that comes from the index process', () => {
  it('has every text that it was sent with, though only what a prompt takes of it is sent', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '…', '"', '</file>', '<file path="b">\n', '## Files\n'),
    });
    const file = fc.record(
      {
        path: fc.string({ unit: fc.constantFrom('a', '/', '"', '\\', 'é', '\n') }),
        text,
        language: fc.constant('text'),
        why: fc.constant([]),
        tokens: fc.nat(),
        fullTokens: fc.nat(),
        shown: fc.constant([]),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), text, (files: ContextFile[], name) => {
        const context = sealContext({
          project: { name, languages: [] },
          files,
          ranking: files.map(({ path }) => path),
          dependencies: [],
          changes: [],
          findings: [],
          tokens: 1,
          budget: 2,
          redacted: 0,
        });
        const sent = structuredClone(sentContext(context));
        assert.ok(sent.files.every((one) => !('text' in one)));
        assert.deepEqual(receivedContext(sent), context);
      }),
    );
  });
});
