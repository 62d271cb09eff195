import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

describe('documents that the code has outgrown', () => {
  const find = (files: Readonly<Record<string, string>>) => findWith('stale-docs', files);

  it('are comments that describe a parameter which is gone', () => {
    const [first, ...rest] = find({
      'lib/a.js':
        '/**\n * Adds.\n * @param {number} price what it costs\n * @param {number} percent off\n */\nexport function discount(price, rate) {\n  return price * rate\n}\n',
    });
    assert.match(
      first?.title ?? '',
      /comment of `discount` at `lib\/a\.js:4` describes `percent`, which it does not take; it takes `rate`/,
    );
    assert.deepEqual(rest, []);
  });

  it('are docstrings that leave out a new parameter', () => {
    const found = find({
      'lib/a.py':
        'def fetch(url: str, retries: int = 3) -> str:\n    """Fetches.\n\n    :param url: where\n    """\n    return url\n',
    });
    assert.match(found[0]?.title ?? '', /comment of `fetch` at `lib\/a\.py:2` leaves out `retries`/);
  });

  it('are not comments of functions whose signature does not tell all parameters', () => {
    const files = {
      'lib/a.js': '/**\n * @param {object} options\n */\nexport function open({ path }) {\n  return path\n}\n',
      'lib/b.js':
        '/**\n * @param {number} status\n * @param {string} body\n */\nexports.send = function send(body) {\n  return arguments.length\n}\n',
      'lib/c.js':
        '/**\n * @param {string} name\n * @param {object} [options.deep] nested\n * @param options\n */\nexport function run(name, options) {\n  return options\n}\n',
      'lib/d.py':
        'def get(url, **kwargs):\n    """\n    :param url: where\n    :param timeout: how long\n    """\n    return url\n',
    };
    assert.deepEqual(find(files), []);
  });

  it('are links to files that are not there, and scripts that no manifest has', () => {
    const found = find({
      'package.json': '{ "scripts": { "build": "tsc" } }',
      'README.md':
        '# Shop\n\nSee [the guide](docs/guide.md) and [the plan](docs/plan.md#next).\n\nRun `npm run build`, then `npm run watch`.\n',
      'docs/guide.md': '[back](../README.md) [site](https://example.org) [lib](../lib) [page](/x.html)\n',
      'lib/a.js': 'export {}\n',
    });
    assert.deepEqual(placesOf(found), ['README.md:3', 'README.md:5']);
    assert.match(found[0]?.title ?? '', /links to `docs\/plan\.md#next`/);
    assert.match(found[1]?.title ?? '', /script `watch`/);
  });

  it('are no scripts of a project that the reader begins', () => {
    const found = find({
      'package.json': '{ "scripts": { "build": "tsc" } }',
      'README.md': '# Shop\n\nRun `npm run watch`.\n\n    npm init shop\n\nThen `npm run dev`.\n',
      'lib/a.js': 'export {}\n',
    });
    assert.deepEqual(placesOf(found), ['README.md:3']);
  });

  it('are not what a change log tells of the past, nor what is shown as code', () => {
    const found = find({ 'CHANGELOG.md': '[old](gone.md)\n', 'README.md': '```\n[x](gone.md)\n```\n' });
    assert.deepEqual(found, []);
  });
});
