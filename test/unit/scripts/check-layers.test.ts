import assert from 'node:assert/strict';
import { circlesOf, faultsOf } from '../../../scripts/check-layers.mjs';

describe('the layer check', () => {
  const faults = (file: string, text: string): readonly string[] => faultsOf(file, text);

  it('lets a room import itself and what lies below', () => {
    assert.deepEqual(
      faults(
        'engine/cache/tiers.ts',
        "import '../storage/open-database.ts';\nimport './tier.ts';\nimport type { A } from '../domain/answer.ts';",
      ),
      [],
    );
  });

  it('refuses rooms of one floor that import one another, types and dynamic imports included', () => {
    assert.equal(faults('engine/cache/tiers.ts', "import type { X } from '../routing/pool.ts';").length, 1);
    assert.equal(faults('engine/cache/tiers.ts', "export { x } from '../context/compressor.ts';").length, 1);
    assert.equal(faults('engine/cache/tiers.ts', "const x = await import('../routing/pool.ts');").length, 1);
  });

  it('sees the types that are imported in place', () => {
    assert.equal(faults('engine/routing/pool.ts', "export type X = import('../coordinator/c.ts').X;").length, 1);
    assert.equal(faults('engine/routing/pool.ts', "export type U = import('vscode').Uri;").length, 1);
  });

  it('refuses imports that run up, and vscode outside its rooms', () => {
    assert.equal(faults('engine/routing/pool.ts', "import '../coordinator/coordinator.ts';").length, 1);
    assert.equal(faults('cli/ask.ts', "import * as vscode from 'vscode';").length, 1);
    assert.equal(faults('dashboard/panel.tsx', "import '../engine/cache/tier.ts';").length, 1);
  });

  it('finds the files that import one another in a circle, types included', () => {
    const texts = new Map([
      ['a/one.ts', "import { two } from './two.ts';"],
      ['a/two.ts', "import '../b/three.ts';\nimport type { four } from '../four.ts';"],
      ['b/three.ts', "import type { One } from '../a/one.ts';"],
      ['four.ts', "import './b/three.ts';"],
    ]);
    assert.deepEqual(circlesOf(texts), [['a/one.ts', 'a/two.ts', 'b/three.ts', 'a/one.ts']]);
    texts.set('b/three.ts', '');
    assert.deepEqual(circlesOf(texts), []);
  });

  it('refuses the clock and chance inside the engine, but not in a comment', () => {
    assert.equal(faults('engine/routing/pool.ts', 'const now = Date.now();').length, 1);
    for (const code of [
      'new Date()',
      'Date()',
      'new Date( )',
      'setTimeout(f, 1)',
      'Math.random()',
      'performance.now()',
    ]) {
      assert.equal(faults('engine/routing/pool.ts', `export const x = ${code};`).length, 1, code);
    }
    assert.equal(faults('engine/routing/pool.ts', 'const { now } = Date;').length, 1);
    assert.deepEqual(faults('engine/routing/pool.ts', '// never Date.now() here\n'), []);
    assert.deepEqual(faults('engine/routing/pool.ts', 'export const day = (ms: number) => new Date(ms);'), []);
  });

  it('refuses a file that is too big or in no room', () => {
    assert.equal(faults('engine/routing/pool.ts', `// ${'é'.repeat(11_000)}`).length, 1);
    assert.equal(faults('attic/old.ts', '').length, 1);
  });
});
