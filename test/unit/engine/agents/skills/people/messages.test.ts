import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const CLEAR = { 'lib/a.js': "function a () {\n  throw new Error('The port must be a number below 65536')\n}\n" };

describe('what maya finds in messages', () => {
  it('shows them as they stand when they are asked for and none can be faulted', () => {
    const found = findWith('messages-without-remedy', CLEAR, 'are the error messages helpful?');
    assert.deepEqual(placesOf(found), ['lib/a.js:2']);
    assert.match(found[0]?.detail ?? '', /The port must be a number below 65536/);
    assert.deepEqual(findWith('messages-without-remedy', CLEAR, 'is this documented?'), []);
  });

  it('takes warnings for messages too', () => {
    const found = findWith('messages-without-remedy', {
      'lib/a.js': "function a () {\n  warn('bad value given')\n}\n",
    });
    assert.deepEqual(placesOf(found), ['lib/a.js:2']);
  });
});
