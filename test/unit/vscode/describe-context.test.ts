import assert from 'node:assert/strict';
import { roster } from '../../../src/engine/agents/roster.ts';
import { Draft } from '../../../src/engine/coordinator/prompt/draft.ts';
import { sealContext } from '../../../src/engine/domain/context/seal-context.ts';
import { describeContext } from '../../../src/vscode/features/context/describe-context.ts';
import { plain } from '../../fixtures/plain-text.ts';

describe('the preview of a context', () => {
  const [agent] = roster;
  assert.ok(agent);
  const file = {
    path: 'lib/a|b.js',
    language: 'JavaScript',
    why: ['content: price'],
    tokens: 12,
    fullTokens: 80,
    shown: [[3, 5]] as const,
    text: '```\nprice\n```',
  };
  const context = sealContext({
    project: { name: 'shop', languages: [] },
    files: [file],
    ranking: [file.path],
    dependencies: [],
    changes: [],
    findings: [],
    tokens: 20,
    budget: 8_000,
    redacted: 2,
  });
  const text = describeContext(
    new Draft(agent, { agent: agent.id, text: 'what\nprice?' }).complete(context),
    plain,
    (path) => `/${encodeURIComponent(path)}`,
  );

  it('lists each file with its lines, its tokens and why', () => {
    const head = '1. [lib/a\\|b.js](/lib%2Fa%7Cb.js#L3) · 12 of about 80 tokens · lines 3–5  ';
    assert.ok(text.includes(`${head}\n   content: price\n`), text);
  });

  it('shows names as they are, whatever they mean as Markdown', () => {
    const odd = { ...context, files: [{ ...file, path: '__init__.py' }], ranking: ['__init__.py'] };
    const prompt = new Draft(agent, { agent: agent.id, text: 'why *now*?' }).complete(sealContext(odd));
    const drawn = describeContext(prompt, plain, () => undefined);
    assert.match(drawn, /^# Context of “why \\\*now\\\*\?”\n/);
    assert.match(drawn, /^1\. \\_\\_init\\_\\_\.py · /m);
  });

  it('says what was redacted and what the budget is', () => {
    assert.match(text, /secrets redacted: 2/);
    assert.match(text, /20 of at most 8000 tokens/);
  });

  it('holds the exact prompt, in a fence that a file cannot end', () => {
    assert.match(text, /````text\n[\s\S]*```\nprice\n```[\s\S]*````/);
    assert.match(text, /# Context of “what price\?”/);
  });
});
