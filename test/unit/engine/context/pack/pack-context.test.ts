import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCode } from '../../../../../src/engine/context/code/parse-code.ts';
import { packContext } from '../../../../../src/engine/context/pack/pack-context.ts';
import type { RankedFile } from '../../../../../src/engine/context/rank/ranker.ts';
import { redact } from '../../../../../src/engine/context/redact/redact.ts';
import { countTokens } from '../../../../../src/engine/context/tokens/count-tokens.ts';
import type { ProjectContext } from '../../../../../src/engine/domain/context/context.ts';
import { renderContext } from '../../../../../src/engine/domain/context/render-context.ts';

const frame = { project: { name: 'shop', languages: [] }, dependencies: [], changes: [], findings: [] };
const ranked = (path: string, extra: Partial<RankedFile> = {}): RankedFile => ({
  path,
  score: 1,
  why: [],
  chunks: [],
  definitions: [],
  ...extra,
});
const pack = (
  files: Readonly<Record<string, string>>,
  { text = 'where is the discount?', budget = 16_000, language = 'typescript' } = {},
): ProjectContext =>
  packContext({
    frame,
    ranked: Object.keys(files).map((path) => ranked(path)),
    question: { agent: 'alex', text },
    budget,
    read: (path) => (files[path] === undefined ? undefined : redact(files[path])),
    definitions: (path) => parseCode(files[path] ?? '', language).definitions.map((one) => ({ ...one, path })),
    imports: () => [],
  });
const method = (name: string, lines: number): string =>
  `export function ${name}(cents: number): number {\n${'  cents = cents + 1;\n'.repeat(lines)}  return cents;\n}\n`;

describe('packContext', () => {
  it('shows the definition that the question is about in full, and the others as an outline with their lines', () => {
    const names = Array.from({ length: 12 }, (_, n) => `other${n}`);
    const text = names.map((name) => method(name, 60)).join('') + method('applyDiscount', 8);
    const [file] = pack({ 'price.ts': text }, { budget: 2_000 }).files;
    assert.match(file?.text ?? '', /export function applyDiscount\(cents: number\): number \{\n/);
    assert.match(file?.text ?? '', /^\d+: export function other\d+\(cents: number\): number/m);
    assert.ok((file?.tokens ?? 0) < countTokens(text) / 1.5);
  });

  it('lists every file, though there is no room for more than a line of it', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `f${n}.ts`,
        Array.from({ length: 30 }, (_, m) => method(`go${m}`, 20)).join(''),
      ]),
    );
    const { files: shown, ranking } = pack(files, { budget: 1_800 });
    assert.equal(shown.length, 20);
    assert.deepEqual(ranking, Object.keys(files));
    assert.match(shown.at(-1)?.text ?? '', /^\(690 lines: go0, go1/);
  });

  it('has one line for a lock file, and the shape of JSON with a sample', () => {
    const records = JSON.stringify(
      Array.from({ length: 400 }, (_, id) => ({ id, name: `item ${id}` })),
      null,
      1,
    );
    const { files } = pack(
      { 'package-lock.json': '{\n}\n'.repeat(2_000), 'data/items.json': records },
      { language: 'json', text: 'anything', budget: 1_500 },
    );
    const text = new Map(files.map((file) => [file.path, file.text]));
    assert.equal(text.get('package-lock.json'), '(lock file, 4000 lines)');
    assert.match(
      text.get('data/items.json') ?? '',
      /1: \[400 × \{ "id": number, "name": string \}, as \{"id":0,"name":"item 0"\}\]/,
    );
  });

  it('keeps to the budget, shows true lines, is never longer than the file, and gives the same bytes again', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'function a() {',
        '}',
        '',
        '  return discount;',
        'class B {',
        '# Title',
        '日本語 😀',
        '\t',
        '{"a": [',
      ),
      fc.string({ maxLength: 60 }),
    );
    const text = fc.array(line, { maxLength: 120 }).map((lines) => lines.join('\n'));
    const names = fc.uniqueArray(fc.constantFrom('a.ts', 'b.py', 'c.md', 'd.json', 'e.txt', 'yarn.lock'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        names,
        fc.array(text, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 60, max: 3_000 }),
        (paths, texts, budget) => {
          const files = Object.fromEntries(paths.map((path, n) => [path, texts[n] ?? '']));
          const made = pack(files, { budget });
          const rendered = renderContext(made);
          assert.ok(made.tokens <= budget || made.files.length === 0);
          assert.equal(made.tokens, countTokens(rendered));
          for (const { path, shown, text: out } of made.files) {
            const lines = (files[path] ?? '').replace(/\n$/, '').split(/\r?\n/);
            let before = 0;
            for (const [from, to] of shown) {
              assert.ok(before < from && from <= to && to <= lines.length);
              before = to;
              for (let at = from; at <= to; at++) assert.ok(out.includes(lines[at - 1] ?? ''));
            }
          }
          assert.equal(renderContext(pack(files, { budget })), rendered);
        },
      ),
      { numRuns: 150 },
    );
  });
});
