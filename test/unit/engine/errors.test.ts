import assert from 'node:assert/strict';
import { cancelled, WeeError } from '../../../src/engine/errors.ts';

describe('WeeError', () => {
  it('passes through as itself', () => {
    const error = cancelled();
    assert.equal(WeeError.from(error), error);
    assert.ok(WeeError.is(error, 'cancelled'));
  });

  it('takes an abort for a cancellation and anything else for a defect', () => {
    assert.equal(WeeError.from(new DOMException('stop', 'AbortError')).code, 'cancelled');
    assert.equal(WeeError.from(new TypeError('x is not a function')).code, 'internal');
    assert.equal(WeeError.from('just text').code, 'internal');
  });
});
