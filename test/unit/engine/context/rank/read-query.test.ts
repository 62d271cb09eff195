import assert from 'node:assert/strict';
import { readQuery } from '../../../../../src/engine/context/rank/query/read-query.ts';
import { stem } from '../../../../../src/engine/context/rank/terms/stem.ts';

describe('a question', () => {
  const weightOf = (text: string, word: string): number =>
    readQuery({ agent: 'alex', text }).words.find((one) => one.word === stem(word))?.weight ?? 0;

  it('is about its nouns more than about what it asks for', () => {
    assert.ok(weightOf('fix the redirect', 'redirect') > weightOf('fix the redirect', 'fix'));
    assert.equal(weightOf('why does the router fail', 'does'), 0);
    assert.equal(weightOf('Fixing the redirect', 'fix'), weightOf('fix the redirect', 'fix'));
    assert.ok(weightOf('converters of handlers', 'converter') === 1, 'a thing that does is a thing');
  });

  it('is neither the kind of a change nor what a template says', () => {
    assert.equal(weightOf('feat(router): named parameters', 'feat'), 0);
    assert.equal(weightOf('feat(router): named parameters', 'router'), 1);
    assert.ok(weightOf('the build: it fails', 'build') > 0);
    assert.equal(weightOf('<!-- describe the goal --> The router drops the query', 'goal'), 0);
  });

  it('says first what matters, and again what matters more', () => {
    const text = 'The router drops the query. It also happens with a proxy.';
    assert.ok(weightOf(text, 'router') > weightOf(text, 'proxy'));
    assert.ok(weightOf('router of routers', 'router') > weightOf('router', 'router'));
  });

  it('names what is written as code', () => {
    const { words, names, pairs } = readQuery({ agent: 'alex', text: 'why is parseQuery of res.content_type slow' });
    assert.deepEqual(
      words.filter(({ identifier }) => identifier).map(({ word }) => word),
      ['parsequery', 'content_type'].map(stem),
    );
    assert.ok(names.includes('parseQuery') && names.includes('res'));
    assert.ok(pairs.some(([one, next]) => one.word === stem('parse') && next.word === stem('query')));
  });

  it('is cut short where it is long, and leaves room for what is selected', () => {
    const text = Array.from({ length: 300 }, (_, at) => `word${at}`).join(' ');
    const { words } = readQuery({ agent: 'alex', text, focus: { path: 'a.ts', text: 'const basket = stock;' } });
    const has = (written: string): boolean => words.some((one) => one.written === written);
    assert.deepEqual(['word0', 'word299', 'basket'].map(has), [true, false, true]);
  });

  it('may be about types', () => {
    assert.ok(readQuery({ agent: 'alex', text: 'feat(types): router options' }).aboutTypes);
    assert.ok(!readQuery({ agent: 'alex', text: 'router options' }).aboutTypes);
  });
});
