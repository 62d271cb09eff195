import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLocalAnalyst } from '../../../../../src/engine/backends/local-analyst/local-analyst.ts';
import type { ProjectContext } from '../../../../../src/engine/domain/context/context.ts';
import { sealContext } from '../../../../../src/engine/domain/context/seal-context.ts';
import type { Prompt } from '../../../../../src/engine/domain/prompt.ts';
import { WeeError } from '../../../../../src/engine/errors.ts';
import type { BackendChunk } from '../../../../../src/engine/ports/backend.ts';

const CONTEXT: ProjectContext = {
  project: { name: 'shop', languages: ['javascript'] },
  files: [
    { path: 'lib/a.js', language: 'javascript', why: ['path: a'], tokens: 1, fullTokens: 1, shown: [[3, 9]], text: '' },
    {
      path: 'lib/b.js',
      language: 'javascript',
      why: ['content, lines 40–60'],
      tokens: 1,
      fullTokens: 1,
      shown: [
        [1, 20],
        [40, 60],
      ],
      text: '',
    },
  ],
  ranking: ['lib/b.js', 'lib/a.js'],
  dependencies: [],
  changes: [{ commit: 'abc1234', day: '2026-11-20', subject: 'Fix a', paths: ['lib/a.js'] }],
  findings: [
    {
      skill: 'suspects',
      title: '`run` fits the question',
      detail: '`function run() {`',
      weight: 0.9,
      sources: [{ path: 'lib/a.js', line: 7 }],
    },
    {
      skill: 'scaffold',
      title: '`walk` is near',
      excerpt: { language: 'javascript', text: 'walk()' },
      weight: 0.5,
      sources: [
        { path: 'lib/b.js', line: 50 },
        { path: 'lib/b.js', line: 60 },
      ],
    },
  ],
  tokens: 10,
  budget: 100,
  redacted: 0,
};

function promptOf(context: ProjectContext, id = 'sherlock'): Prompt {
  const agent = {
    id,
    name: 'Sherlock',
    leads: '',
    instructions: '',
    specialties: [],
    skills: ['stack-trace', 'suspects'],
  };
  return { messages: [], agent, context: sealContext(context), question: 'why?', tokens: 1 };
}

async function answer(context: ProjectContext, signal = new AbortController().signal) {
  const chunks: BackendChunk[] = [];
  for await (const chunk of createLocalAnalyst().generate(promptOf(context), signal)) chunks.push(chunk);
  const text = chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
  const sources = chunks.flatMap((chunk) => (chunk.type === 'source' ? [chunk.source] : []));
  return { chunks, text, sources };
}

describe('the local analyst', () => {
  it('answers in the first sentence, then gives findings, files and changes, each with a link', async () => {
    const { text, sources, chunks } = await answer(CONTEXT);
    assert.equal(
      text,
      `Look first at [lib/a.js:7](lib/a.js#L7): \`run\` fits the question.

> \`function run() {\`

**Sherlock also found**

- \`walk\` is near → [lib/b.js:50](lib/b.js#L50), [:60](lib/b.js#L60)

  \`\`\`javascript
  walk()
  \`\`\`


**Files that matter**

- [lib/b.js:50](lib/b.js#L50): content
- [lib/a.js:7](lib/a.js#L7): path: a

**Recent changes of these files**

- 2026-11-20 abc1234 changed lib/a.js: “Fix a”

*Local analysis, no language model: places to look at, not a verdict. A connected model (\`wee.openai.baseUrl\`) answers in words.*

`,
    );
    assert.deepEqual(
      sources.map(({ path, line }) => `${path}:${line}`),
      ['lib/a.js:7', 'lib/b.js:50', 'lib/b.js:60'],
    );
    assert.deepEqual(chunks.at(-1), { type: 'end', finish: 'stop' });
  });

  it('makes the places that a title names the links, and tells none twice', async () => {
    const [first, second] = CONTEXT.findings;
    assert.ok(first !== undefined && second !== undefined);
    const { text } = await answer({
      ...CONTEXT,
      findings: [
        { ...first, title: 'It is made at `lib/a.js:7` in `run`' },
        { ...second, title: '`lib/b.js:50` waits' },
      ],
    });
    assert.match(text, /^It is made at \[lib\/a\.js:7\]\(lib\/a\.js#L7\) in `run`\.\n/);
    const named = await answer({ ...CONTEXT, findings: [{ ...first, title: '`run` (function) in `lib/a.js` fits' }] });
    assert.match(named.text, /^Look first at \[lib\/a\.js:7\]\(lib\/a\.js#L7\): `run` \(function\) fits\.\n/);
    assert.match(text, /- \[lib\/b\.js:50\]\(lib\/b\.js#L50\) waits → \[:60\]\(lib\/b\.js#L60\)/);
  });

  it('says what it looked for when it found nothing', async () => {
    const { text } = await answer({ ...CONTEXT, findings: [] });
    assert.match(text, /^Look first at \[lib\/b\.js:40\].*stack trace and suspects, and found nothing to report\./);
  });

  it('says what to do without a folder, without code and without a match', async () => {
    const empty = { ...CONTEXT, files: [], ranking: [], findings: [], changes: [] };
    const project = (name: string, languages: readonly string[]) => answer({ ...empty, project: { name, languages } });
    assert.match((await project('no folder', [])).text, /Open the folder/);
    assert.match((await project('shop', [])).text, /no source code in shop/);
    assert.match((await project('shop', ['go'])).text, /Name a file/);
    // No file fits, yet something is known of the project.
    const known = await answer({ ...empty, findings: CONTEXT.findings, project: { name: 'shop', languages: ['go'] } });
    assert.doesNotMatch(known.text, /Name a file|Files that matter/);
    assert.match(known.text, /No file of shop has a word of this question: this is known of all of it\./);
    assert.ok(known.sources.length > 0);
  });

  it('gives what a finding proposes as a change that can be applied', async () => {
    const excerpt = { language: 'go', text: 'package a' };
    const finding = { skill: 'new-member', title: 'Make `a.go`', weight: 1, sources: [], excerpt };
    const findings = [
      { ...finding, proposes: { path: 'a.go' } },
      { ...finding, proposes: { path: 'b.go', after: 7 } },
    ];
    const { chunks } = await answer({ ...CONTEXT, findings });
    assert.deepEqual(
      chunks.flatMap((chunk) => (chunk.type === 'edit' ? [chunk.edit] : [])),
      [
        { path: 'a.go', from: 1, to: 0, text: 'package a\n' },
        { path: 'b.go', from: 8, to: 7, text: '\npackage a\n' },
      ],
    );
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(answer(CONTEXT, AbortSignal.abort()), (error) => WeeError.is(error, 'cancelled'));
  });

  it('shows hostile names and subjects as text', async () => {
    const path = 'lib/](command:x)<img src=x>`\n.js';
    const hostile = '[run](command:evil) <script> ![](http://x/y)';
    const [file] = CONTEXT.files;
    assert.ok(file !== undefined);
    const { text } = await answer({
      ...CONTEXT,
      files: [{ ...file, path, why: [hostile] }],
      ranking: [path],
      findings: [],
      changes: [{ commit: 'a', day: '2026-11-20', subject: hostile, paths: [path] }],
    });
    assert.doesNotMatch(text, /(?<!\\)\]\((?:command|http)/);
    assert.doesNotMatch(text, /(?<!\\)</);
    assert.match(text, /\(lib\/%5D%28command%3Ax%29%3Cimg%20src%3Dx%3E%60%0A\.js#L3\)/);
  });

  it('keeps to 60 lines, whatever the context holds', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const source = fc.record({ path: text, line: fc.integer({ min: 1, max: 9_999 }) });
    const finding = fc.record({
      skill: text,
      title: text,
      detail: text,
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
      sources: fc.array(source, { maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(finding, { maxLength: 30 }),
        fc.uniqueArray(text, { maxLength: 20 }),
        async (findings, paths) => {
          const [file] = CONTEXT.files;
          assert.ok(file !== undefined);
          const files = paths.map((path) => ({ ...file, path, why: [path, path] }));
          const changes = paths.map((path) => ({ commit: path, day: path, subject: path, paths: [path] }));
          const rendered = await answer({ ...CONTEXT, findings, files, changes, ranking: paths });
          assert.ok(rendered.text.split('\n').length <= 60, rendered.text);
          assert.ok(rendered.sources.length <= 24);
        },
      ),
      { numRuns: 60 },
    );
  });
});
