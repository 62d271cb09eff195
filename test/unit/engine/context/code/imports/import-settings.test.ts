import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openCompressor } from '../../../../../fixtures/context/open-compressor.ts';

describe('imports that name no file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-imports-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const opened = async (files: Readonly<Record<string, string>>) => {
    write(files);
    const made = await openCompressor(folder);
    await made.compressor.sync(() => {});
    const meant = async (from: string): Promise<(string | undefined)[]> => {
      await made.ask({ agent: 'alex', text: `what does ${from} do` });
      return made.index.imports.graph.from(from).map(({ to }) => to);
    };
    return { ...made, meant };
  };

  it('lie where tsconfig.json says, the longest pattern first, also by what it extends', async () => {
    const { meant } = await opened({
      'web/tsconfig.base.json':
        '{ // shared\n "compilerOptions": { "baseUrl": ".", "paths": { "@shop/*": ["src/*"], "@shop/ui/*": ["ui/*"], "lib": ["x/lib.ts"], }, } }',
      'web/tsconfig.json': '{ "extends": "./tsconfig.base" }',
      'web/src/main.ts':
        "import { cart } from '@shop/cart';\nimport { button } from '@shop/ui/button';\nimport lib from 'lib';\nimport { tax } from 'src/tax';\nimport fs from 'node:fs';\n",
      'web/src/cart.ts': 'export const cart = 1;\n',
      'web/src/tax.ts': 'export const tax = 1;\n',
      'web/ui/button.tsx': 'export const button = 1;\n',
      'web/src/ui/button.tsx': 'export const other = 1;\n',
      'web/x/lib.ts': 'export default 1;\n',
    });
    assert.deepEqual(await meant('web/src/main.ts'), [
      'web/src/cart.ts',
      'web/ui/button.tsx',
      'web/x/lib.ts',
      'web/src/tax.ts',
      undefined,
    ]);
  });

  it('follow a tsconfig.json that changes', async () => {
    const { meant, compressor } = await opened({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "#a": ["./one.ts"] } } }',
      'main.ts': "import a from '#a';\n",
      'one.ts': 'export default 1;\n',
      'two.ts': 'export default 2;\n',
    });
    assert.deepEqual(await meant('main.ts'), ['one.ts']);
    write({ 'tsconfig.json': '{ "compilerOptions": { "paths": { "#a": ["./two.ts"] } } }' });
    await compressor.apply(['tsconfig.json']);
    assert.deepEqual(await meant('main.ts'), ['two.ts']);
    write({ 'tsconfig.json': '{ "compilerOptions": { "paths": ' });
    await compressor.apply(['tsconfig.json']);
    assert.deepEqual(await meant('main.ts'), [undefined]);
  });

  it('are a package of the Go module that go.mod names: its own file, or the first that is no test', async () => {
    const { meant } = await opened({
      'go.mod': 'module shop\n\ngo 1.22\n',
      'tools/go.mod': 'module "example.com/shop/tools"\n',
      'main.go': 'package main\n\nimport (\n\t"fmt"\n\t"shop/cart"\n\t"shop/internal/tax"\n)\n',
      'tools/run.go': 'package tools\n\nimport "example.com/shop/tools/lint"\n',
      'tools/lint/rules.go': 'package lint\n',
      'cart/add.go': 'package cart\n',
      'cart/add_test.go': 'package cart\n',
      'cart/cart.go': 'package cart\n',
      'internal/tax/a_test.go': 'package tax\n',
      'internal/tax/rates.go': 'package tax\n',
    });
    assert.deepEqual(await meant('main.go'), [undefined, 'cart/cart.go', 'internal/tax/rates.go']);
    assert.deepEqual(await meant('tools/run.go'), ['tools/lint/rules.go']);
  });

  it('are a class of another module of a Java or Kotlin build, the nearest where there are two', async () => {
    const { meant } = await opened({
      'app/src/main/kotlin/com/shop/App.kt': 'package com.shop\n\nimport com.shop.cart.Cart\nimport java.util.List\n',
      'core/src/main/java/com/shop/cart/Cart.java': 'package com.shop.cart;\npublic class Cart {}\n',
      'app/fakes/com/shop/cart/Cart.java': 'package com.shop.cart;\npublic class Cart {}\n',
    });
    assert.deepEqual(await meant('app/src/main/kotlin/com/shop/App.kt'), [
      'app/fakes/com/shop/cart/Cart.java',
      undefined,
    ]);
  });

  it('are the namespace of C# whose folder is named so, or a type in it, and never a namespace of the library', async () => {
    const { meant } = await opened({
      'src/Shop.Web/Pages/Home.cs':
        'using System.Text;\nusing Shop.Core.Carts;\nusing static Shop.Core.Carts.Prices;\nnamespace Shop.Web.Pages;\nclass Home {}\n',
      'src/Shop.Core/Carts/Cart.cs': 'namespace Shop.Core.Carts;\nclass Cart {}\n',
      'src/Shop.Core/Carts/Prices.cs': 'namespace Shop.Core.Carts;\nstatic class Prices {}\n',
      'src/Shop.Core/Text/Words.cs': 'namespace Shop.Core.Text;\nclass Words {}\n',
    });
    assert.deepEqual(await meant('src/Shop.Web/Pages/Home.cs'), [
      undefined,
      'src/Shop.Core/Carts/Cart.cs',
      'src/Shop.Core/Carts/Prices.cs',
    ]);
  });
});
