import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A generated workspace of this many modules in a temporary folder, for when no --repo is given. */
export function generatedWorkspace(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-'));
  const topics = ['order', 'price', 'stock', 'basket', 'invoice', 'account', 'session', 'route', 'cache', 'queue'];
  for (let n = 0; n < files; n++) {
    const topic = topics[n % topics.length] ?? '';
    const part = join(folder, 'src', topic, String(n % 37));
    mkdirSync(part, { recursive: true });
    const body = Array.from(
      { length: 40 },
      (_, line) => `  const ${topic}${line} = await load('${topics[(n + line) % 10]}', ${line * n});`,
    );
    writeFileSync(
      join(part, `${topic}-${n}.ts`),
      `import { load } from './load';\n\n/** Works on ${topic} ${n}. */\nexport async function ${topic}${n}() {\n${body.join('\n')}\n}\n`,
    );
  }
  return folder;
}
