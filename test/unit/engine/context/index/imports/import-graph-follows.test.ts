import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ImportSettings } from '../../../../../../src/engine/context/code/imports/import-settings.ts';
import type { FileIndex } from '../../../../../../src/engine/context/index/file-index.ts';
import { WorkspaceFolders } from '../../../../../../src/engine/domain/workspace-folders.ts';
import { openIndex } from '../../../../../fixtures/context/open-index.ts';

/** Files and imports of several languages that mean them in ways that take turns: one goes, and another is meant. */
const LANGUAGES = [
  {
    paths: [
      'src/app.ts',
      'src/cart.ts',
      'src/cart.js',
      'src/cart/index.ts',
      'src/index.ts',
      'index.ts',
      'packages/cart/src/index.ts',
      'packages/cart/index.js',
      'packages/shop-cart/lib/index.js',
    ],
    specifiers: ['./cart', './cart.js', '../src/cart', '.', '..', 'cart', '@shop/cart', '@/cart', '~/cart', '../../..'],
  },
  {
    paths: [
      'lib/shop/cart.py',
      'shop/__init__.py',
      'shop/cart.py',
      'src/shop/cart.py',
      'shop/use.py',
      'shop/cart/item.py',
    ],
    specifiers: ['shop.cart', 'shop', '.cart', '.', '..', 'shop.cart.item', '/'],
  },
  {
    paths: [
      'core/src/lib.rs',
      'core/src/main.rs',
      'core/src/cart.rs',
      'core/src/cart/mod.rs',
      'core/src/cart/item.rs',
      'crates/core/src/cart.rs',
    ],
    specifiers: [
      'crate::cart::item::Item',
      'crate::cart::Cart',
      'super::cart',
      'self::item',
      'core::cart::Cart',
      '//x',
    ],
  },
  {
    paths: ['go/shop/cart/cart.go', 'go/shop/cart/doc.go', 'go/shop/cart/a.go', 'go/shop/cart/b.go', 'go/main.go'],
    specifiers: ['example.com/shop/cart', 'example.com/shop', 'github.com/x/y/shop/cart', 'fmt'],
  },
  {
    paths: [
      'a/src/main/java/com/shop/Cart.java',
      'a/src/test/java/com/shop/CartTest.java',
      'b/src/main/java/com/shop/Cart.java',
      'b/java/com/shop/Line.kt',
      'b/src/main/java/com/shop/index.java',
      'b/src/index.java',
    ],
    specifiers: [
      'com.shop.Cart',
      'com.shop.Cart.Line',
      'com.shop.Line',
      'com.shop.index',
      'shop.index',
      'src.index',
      'java.util.List',
    ],
  },
  {
    paths: [
      'net/Shop.Core/Carts/Cart.cs',
      'net/Shop/Core/Carts/Item.cs',
      'net/Shop.Core.Carts/Item.cs',
      'net/Other/Use.cs',
      'net/Other/Carts/Cart.cs',
    ],
    specifiers: ['Shop.Core.Carts', 'Shop.Core.Carts.Item', 'Carts', 'System', 'Other'],
  },
  {
    paths: [
      'include/cart.h',
      'src/cart.h',
      'src/main.c',
      'lib/cart.rb',
      'app/cart.rb',
      'app/Shop/Cart.php',
      'src/Cart.php',
    ],
    specifiers: ['cart.h', 'cart', 'Shop\\Cart', 'Cart', '../cart.h'],
  },
] as const;
const PATHS = LANGUAGES.flatMap(({ paths }) => paths);
const SETTINGS: readonly ImportSettings[] = [
  { modules: [], aliases: [] },
  { modules: [{ module: 'example.com', folder: 'go' }], aliases: [] },
  {
    modules: [{ module: 'example.com/shop', folder: 'go/shop' }],
    aliases: [{ folder: 'src', base: '', based: true, paths: [['@shop/*', ['src/*', 'lib/*']]] }],
  },
];
const ASKED = ['all', 'to', 'from'] as const;
const NAMES = ['cart', 'Item', 'item'];

type Step =
  | { readonly do: 'put'; readonly path: string; readonly imports: readonly Import[] }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'settings'; readonly of: number }
  | { readonly do: 'ask'; readonly what: (typeof ASKED)[number] };
type Import = readonly [specifier: string, names: readonly string[]];

/** Files of a language that are put in, and what happens to them then. */
const story: fc.Arbitrary<readonly Step[]> = fc.constantFrom(...LANGUAGES).chain(({ paths, specifiers }) => {
  const path = fc.constantFrom<string>(...paths);
  const written = fc.tuple(fc.constantFrom<string>(...specifiers), fc.subarray(NAMES, { maxLength: 1 }));
  const imports = fc.array(written, { maxLength: 4 });
  const put: fc.Arbitrary<Step> = fc.record({ do: fc.constant('put' as const), path, imports });
  const settings: fc.Arbitrary<Step> = fc.record({
    do: fc.constant('settings' as const),
    of: fc.nat(SETTINGS.length - 1),
  });
  const step = fc.oneof(
    { weight: 6, arbitrary: put },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('remove' as const), path }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), path, to: path }) },
    { weight: 1, arbitrary: settings },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), what: fc.constantFrom(...ASKED) }) },
  );
  const start = fc.array(put, { minLength: 4, maxLength: 12 });
  return fc.tuple(settings, start, fc.array(step, { minLength: 10, maxLength: 50 })).map((parts) => parts.flat());
});

type Files = Map<string, readonly Import[]>;

function put(index: FileIndex, file: string, written: readonly Import[]): void {
  index.transaction(() => {
    index.putText(file, { size: 9, mtimeMs: 1, ctimeMs: 1, text: `// ${JSON.stringify(written)}\n` });
    const rows = written.map(([specifier, names], at) => ({ line: at + 1, specifier, names }));
    index.putCode(file, { definitions: [], imports: rows, by: 'grammar' });
  });
}

/** Everything that a graph tells. */
function told({ imports: { graph } }: FileIndex, files: Files): unknown {
  return {
    all: graph.all(),
    to: PATHS.map((each) => graph.to(each)),
    from: [...files.keys()].sort().map((each) => graph.from(each)),
  };
}

function take(index: FileIndex, files: Files, one: Step): void {
  if (one.do === 'settings') index.imports.settings = SETTINGS[one.of] ?? { modules: [], aliases: [] };
  if (one.do === 'ask' && one.what === 'all') index.imports.graph.all();
  if (one.do === 'ask' && one.what !== 'all') for (const each of PATHS) index.imports.graph[one.what](each);
  if (one.do === 'put') {
    put(index, one.path, one.imports);
    files.set(one.path, one.imports);
  }
  if (one.do !== 'remove' && one.do !== 'rename') return;
  const before = files.get(one.path);
  if (before === undefined) return;
  index.transaction(() => index.remove(one.path));
  files.delete(one.path);
  if (one.do === 'remove') return;
  put(index, one.to, before);
  files.set(one.to, before);
}

async function sameAsFresh(steps: readonly Step[], folders?: WorkspaceFolders): Promise<void> {
  const kept = await openIndex(folders);
  const files: Files = new Map();
  let settings: ImportSettings | undefined;
  try {
    for (const one of steps) {
      take(kept, files, one);
      if (one.do === 'settings') settings = SETTINGS[one.of];
      if (one.do !== 'ask') continue;
      const fresh = await openIndex(folders);
      try {
        for (const [file, written] of files) put(fresh, file, written);
        if (settings !== undefined) fresh.imports.settings = settings;
        assert.deepEqual(told(kept, files), told(fresh, files));
      } finally {
        fresh.close();
      }
    }
  } finally {
    kept.close();
  }
}

describe('imports that are followed', () => {
  it('mean what they do in an index made anew, whatever came, went or was renamed between', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => await sameAsFresh(steps)),
      { numRuns: 50 },
    );
  });

  it('do so in a workspace of several folders', async () => {
    const folders = new WorkspaceFolders([
      { name: 'src', path: '/x/src', exclude: [] },
      { name: 'core', path: '/x/core', exclude: [] },
    ]);
    await fc.assert(
      fc.asyncProperty(story, async (steps) => await sameAsFresh(steps, folders)),
      { numRuns: 10 },
    );
  });
});
