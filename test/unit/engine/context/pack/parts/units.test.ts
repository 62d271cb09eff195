import assert from 'node:assert/strict';
import { splitUnits } from '../../../../../../src/engine/context/pack/parts/units.ts';
import { SourceLines } from '../../../../../../src/engine/text/source-lines.ts';

const notice = [
  '/*',
  ' * Copyright 2011 Somebody',
  ' * Licensed under a licence',
  ' * at length',
  ' * and more',
  ' */',
];
const imports = ['package a;', '', 'import b.C;', ''];
const body = ['class D {', '  int e;', '  int f;', '}'];

function cut(head: readonly string[]): readonly (readonly [number, number])[] {
  const at = head.length + imports.length + 1;
  const lines = new SourceLines([...head, ...imports, ...body].join('\n'));
  return splitUnits(lines, [{ line: at, endLine: at + 3 }]).map(({ from, to }) => [from, to]);
}

describe('the parts of a file', () => {
  it('have a notice of licence apart, and the imports below it with what they are for', () => {
    assert.deepEqual(cut(notice), [
      [1, 6],
      [7, 14],
    ]);
  });

  it('keep another comment at the top with what follows it', () => {
    assert.deepEqual(cut(['/* Reads orders. */']), [[1, 9]]);
  });
});
