import assert from 'node:assert/strict';
import { nearMatch } from '../../../../../src/engine/coordinator/answers/near-match.ts';

const ALIKE = [
  ['how does the router match a path?', 'explain how the router matches a path'],
  ['where is the session stored', 'Where do we store the sessions?'],
  ['why does `parseUrl` fail on empty input?', 'Why is `parseUrl` failing on empty input'],
  ['what does lib/router.js do', 'explain lib/router.js'],
  ['add a test for the cookie parser', 'Please write a test for the cookie parser'],
] as const;

const APART = [
  ['explain the cookie parser', 'remove the cookie parser'],
  ['how does the cache work', 'how does the cache not work'],
  ['does it retry with a token', 'does it retry without a token'],
  ['why does `parseUrl` fail', 'why does `parsePath` fail'],
  ['why does parseUrl fail', 'why does parseUri fail'],
  ['limit of 10 requests', 'limit of 20 requests'],
  ['what does lib/router.js do', 'what does lib/route.js do'],
  ['what runs before the handler', 'what runs after the handler'],
  ['enable compression of answers', 'disable compression of answers'],
  ['rename the session store', 'delete the session store'],
  ['how are cookies signed', 'how are routes matched'],
  ['fix the failing upload test', 'explain the failing upload test'],
  ["why doesn't it stop", 'why does it stop'],
  ['read the config file', 'write the config file'],
  ['status 404 on reload', 'status 500 on reload'],
] as const;

describe('A near match', () => {
  for (const [one, other] of ALIKE) {
    it(`takes “${one}” and “${other}” for the same`, () => {
      assert(nearMatch(one, other) && nearMatch(other, one));
    });
  }
  for (const [one, other] of APART) {
    it(`keeps “${one}” and “${other}” apart`, () => {
      assert(!nearMatch(one, other) && !nearMatch(other, one));
    });
  }
});
