import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { renderContext } from '../../../../src/engine/domain/context/render-context.ts';
import type { Finding } from '../../../../src/engine/domain/finding.ts';
import type { SkillInput } from '../../../../src/engine/domain/skill.ts';
import { gitWith } from '../../../fixtures/context/git-log.ts';
import { openCompressor } from '../../../fixtures/context/open-compressor.ts';
import { passwordLines, serviceTokens } from '../../../fixtures/context/secrets.ts';

/** A secret, and a line that holds it. */
const planted = fc.oneof(
  passwordLines,
  serviceTokens.map((token): readonly [string, string] => [token, `login("${token}"); // discount`]),
);

/** Says everything of the project that a skill can see. */
function gossip(_ids: readonly string[], { view, chosen }: SkillInput): Finding[] {
  const files = view.files().map(({ path }) => path);
  return [
    ...chosen.map((path) => ({ title: (view.read(path) ?? '').slice(0, 300), sources: [{ path, line: 1 }] })),
    ...files.map((path) => ({ title: 'a file', sources: [{ path, line: 1 }] })),
    ...view.changes(undefined, 9).map(({ subject }) => ({ title: subject, sources: [] })),
    ...view.definitions({}).map(({ signature, doc = '' }) => ({ title: signature, detail: doc, sources: [] })),
  ].map((one) => ({ ...one, skill: 'gossip', weight: 1 }));
}

describe('no planted secret', () => {
  let folder: string;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is in a context or in the index: of code, data, text, unsaved buffers, commits, file names, findings', async () => {
    const secrets = fc.array(planted, { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(secrets, serviceTokens, async (all, token) => {
        rmSync(folder, { recursive: true, force: true });
        const [code, doc, text, unsaved, body, moved] = all.map(([, line]) => line);
        write('lib/discount.js', `/**\n${doc}\n*/\nexport function discount() {\n${code}\n  return 1;\n}\n`);
        const [[password] = ['']] = all;
        write('data/discount.json', JSON.stringify({ discount: [{ password, [token]: token }] }, null, 1));
        write('docs/discount.md', `# Discount\n\n${text}\n\n## ${token}\n`);
        write('lib/price.js', 'export const discount = 2;\n');
        write(`backup/${token}.js`, `export const discount = 4;\n${moved}\n`);
        write('.env', `DISCOUNT_PIN=${token}\n`);
        const { compressor, index, ask } = await openCompressor(folder, {
          git: gitWith([{ message: `Discount for ${token}\n${body}`, did: ['M lib/discount.js'] }]),
          runSkills: gossip,
        });
        await compressor.sync(() => {});
        compressor.overlay('lib/price.js', `export const discount = 3;\n${unsaved}\n`);
        const context = await ask(
          { agent: 'alex', text: 'which discount is stored in json, documents and backups?' },
          9_000,
        );
        const out = `${renderContext(context)}\n${JSON.stringify(context)}`;
        for (const secret of [...all.map(([one]) => one), token]) {
          assert.ok(!out.includes(secret), `${secret} in ${out}`);
          assert.deepEqual(index.search.filesWith(secret.toLowerCase(), 5), []);
        }
        assert.ok(context.files.length >= 4 && context.redacted >= 4);
        index.close();
      }),
      { numRuns: 25 },
    );
  });
});
