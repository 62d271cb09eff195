import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANALYSIS } from '../../../../../src/engine/context/index/file-index.ts';

const FOLDER = 'src/engine/context/redact';

/** What an index was made with, and the rules that decided which of its files hold a secret. */
const KNOWN = { analysis: '14', rules: '734a2ca409648694' };

describe('The rules for secrets', () => {
  it('are those with which an index was made: when they change, it is made anew', () => {
    const hash = createHash('sha256');
    for (const name of readdirSync(FOLDER).sort()) hash.update(readFileSync(join(FOLDER, name)));
    const rules = hash.digest('hex').slice(0, 16);
    assert.deepEqual({ analysis: ANALYSIS, rules }, KNOWN, 'Raise ANALYSIS in file-index.ts, then note both here.');
  });
});
