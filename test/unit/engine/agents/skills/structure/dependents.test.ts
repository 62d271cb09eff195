import assert from 'node:assert/strict';
import { findWith } from '../../../../../fixtures/project-view/find-with.ts';

const files = {
  'lib/price.js': 'exports.applyDiscount = function applyDiscount(price) { return price }\n',
  'lib/cart.js':
    "const { applyDiscount } = require('./price')\nexports.total = function total(c) { return applyDiscount(c) + applyDiscount(1) }\n",
  'lib/mail.js': "const price = require('./price')\nexports.mail = () => price\n",
  'test/price.test.js': "const { applyDiscount } = require('../lib/price')\napplyDiscount(1)\n",
};

describe('who depends on something', () => {
  it('is told for a file by what imports it, tests apart', () => {
    const [first] = findWith('dependents', files, 'what depends on lib/price.js?');
    assert.equal(first?.title, '`lib/price.js` is imported by `lib/cart.js:1`, `lib/mail.js:1`, and in 1 test');
  });

  it('is told for a function by what uses it, most uses first', () => {
    const [first] = findWith('dependents', files, 'who calls applyDiscount()?');
    assert.match(
      first?.title ?? '',
      /^`applyDiscount` of `lib\/price\.js` is used in `lib\/cart\.js:\d`.*, and in 1 test$/,
    );
  });

  it('is said to be nobody where nothing does, and is not told to who asks something else', () => {
    assert.equal(
      findWith('dependents', files, 'what imports lib/mail.js?')[0]?.title,
      'No file of the project imports `lib/mail.js`',
    );
    assert.deepEqual(findWith('dependents', files, 'is applyDiscount() too long?'), []);
  });

  it('is told for a file of a package by who uses what it defines', () => {
    const go = {
      'binding/json.go': 'package binding\n\ntype jsonBinding struct{}\n\nfunc decodeJson() {}\n',
      'binding/binding.go': 'package binding\n\nvar JSON = jsonBinding{}\n',
    };
    const [first] = findWith('dependents', go, 'what depends on binding/json.go?');
    assert.equal(
      first?.title,
      '`binding/json.go` is used by what it defines (`jsonBinding`) in `binding/binding.go:3`',
    );
  });
});
