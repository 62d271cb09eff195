import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

describe('costly loops', () => {
  it('ask a database or wait for each item, read files, and compile the same pattern', () => {
    const found = findWith('hot-loops', {
      'lib/a.ts':
        'export async function load(ids: string[]) {\n  for (const id of ids) {\n    const user = await db.users.find(id);\n    await notify(user);\n  }\n}\n',
      'lib/b.py':
        'def scan(lines):\n    for line in lines:\n        if re.compile("a+").match(line):\n            yield line\n',
      'lib/c.go': 'func all(paths []string) {\n\tfor _, p := range paths {\n\t\tdefer closeIt(p)\n\t}\n}\n',
    });
    assert.deepEqual(placesOf(found), ['lib/a.ts:3', 'lib/a.ts:4', 'lib/b.py:3', 'lib/c.go:3']);
    assert.match(found[0]?.title ?? '', /loop at `lib\/a\.ts:2` in `load` asks a database/);
  });

  it('are not endless loops, functions made in a loop, tools and what stands outside', () => {
    const found = findWith('hot-loops', {
      'lib/a.ts':
        'export async function run() {\n  while (true) {\n    await next();\n  }\n  for (const x of xs) {\n    on(x, async function () {\n      await save(x);\n    });\n  }\n  await end();\n}\n',
      'scripts/b.js': 'for (const x of xs) {\n  await send(x)\n}\n',
    });
    assert.deepEqual(found, []);
  });
});
