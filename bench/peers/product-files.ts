import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { kindOf } from '../../src/engine/context/classify/kind-of.ts';
import { readText } from '../../src/engine/context/index/read-text.ts';
import type { Document } from './searcher.ts';

/** What peers search: tracked text files without tests, documents, examples, vendored and build files, by WEE's own rules. */
export function productFiles(folder: string): Document[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .flatMap((path) => {
      const text = readText(join(folder, path))?.text;
      if (text === undefined || kindOf(path, text) !== 'product') return [];
      return [{ path, text, version: createHash('sha1').update(text).digest('hex') }];
    });
}
