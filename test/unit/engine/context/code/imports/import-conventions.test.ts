import assert from 'node:assert/strict';
import { conventionKey, conventions } from '../../../../../../src/engine/context/code/imports/import-conventions.ts';

describe('imports by convention', () => {
  const folders = [
    '',
    'src/',
    'a/src/',
    'a/src/b/',
    'a/src/main/java/x/',
    'a/src/test/java/x/',
    'lib/kotlin/',
    'include/',
  ];
  const endings = ['rs', 'go', 'java', 'kt', 'php', 'rb', 'c', 'h', 'hpp', 'ts', 'vue', 'md'];
  const names = ['lib', 'mod', 'a'];
  const specifiers = [
    'crate::a::B',
    'crate',
    'crates::a',
    'self::a',
    'self',
    'super::super::a',
    'std::io',
    'my_crate::a',
    'x.y.Z',
    'java.util.List',
    'a/b.h',
    '@scope/name/part',
    '@/part',
    'App\\Model\\Cart',
    'example.com/x/y/v2/z',
  ];

  it('are the same wherever what they go by is the same', () => {
    const known = new Map<string, readonly string[]>();
    let again = 0;
    for (const folder of folders)
      for (const ending of endings)
        for (const name of names)
          for (const specifier of specifiers) {
            const from = `${folder}${name}.${ending}`;
            const key = conventionKey(from, specifier);
            const found = conventions(from, specifier);
            assert.deepEqual(found, known.get(key) ?? found, `${from} ${specifier}`);
            if (known.has(key)) again++;
            known.set(key, found);
          }
    assert.ok(again > known.size, 'most are told by another');
  });
});
