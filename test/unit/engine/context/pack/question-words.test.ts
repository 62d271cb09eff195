import assert from 'node:assert/strict';
import { packWords } from '../../../../../src/engine/context/pack/question-words.ts';

describe('the words that packing looks for', () => {
  it('stand in every form of what was asked', () => {
    for (const [asked, ...forms] of [
      ['query', 'query', 'queries'],
      ['directories', 'directory', 'directories'],
      ['routing', 'route', 'router', 'routes'],
      ['colour', 'color', 'colours', 'coloured'],
      ['serialize', 'serialise', 'serializer', 'serialisation'],
      ['analysis', 'analyze', 'analyser'],
    ] as const) {
      const [found] = packWords({ agent: 'alex', text: asked });
      for (const form of forms) assert.ok(form.includes(found?.word ?? '?'), `${form} has ${found?.word}`);
    }
  });
});
