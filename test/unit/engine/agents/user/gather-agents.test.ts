import assert from 'node:assert/strict';
import { gatherAgents } from '../../../../../src/engine/agents/user/gather-agents.ts';

const file = (name: string, text: string, folder = '.github/agents') => ({ path: `${folder}/${name}.agent.md`, text });
const good = '---\ndescription: reviews of changes\n---\nLook for what a reviewer would say.\n';

/** What is wrong, as `line severity: beginning of the message`. */
const faultsOf = async (text: string, name = 'reviewer'): Promise<string[]> =>
  (await gatherAgents([file(name, text)])).faults.map(
    ({ line, severity, message }) => `${line} ${severity}: ${message}`,
  );

describe('agents of a workspace', () => {
  it('are named by their file or their name, and hold what their file says', async () => {
    const { agents, faults } = await gatherAgents([
      file('reviewer', good),
      file(
        'db',
        '---\nname: Data Base\ndescription: |\n  schema and\n  queries\nspecialties: [SQL, "slow query", schema]\nskills: callers, test-map\ntools: ["search"]\nmodel: gpt-4o\n---\r\nSay what an index would do.\r\n',
        '.wee/agents',
      ),
    ]);
    assert.deepEqual(faults, []);
    const [reviewer, db] = agents.map(({ agent }) => agent);
    assert.deepEqual([reviewer?.id, reviewer?.name, reviewer?.leads], ['reviewer', 'reviewer', 'reviews of changes']);
    assert.match(
      reviewer?.instructions ?? '',
      /^Look for what a reviewer would say\.\n\nAnswer from the project files/,
    );
    assert.ok((reviewer?.skills.length ?? 0) > 0);
    assert.deepEqual([db?.id, db?.name, db?.leads], ['data-base', 'Data Base', 'schema and\nqueries']);
    assert.deepEqual(db?.specialties, ['sql', 'slow query', 'schema']);
    assert.deepEqual(db?.skills, ['callers', 'test-map']);
  });

  it('tell at the line what is wrong in their file', async () => {
    assert.match((await faultsOf('Just words.'))[0] ?? '', /^1 error: There is no front matter/);
    assert.match((await faultsOf('---\ndescription: x\nno end'))[0] ?? '', /^1 error: There is no front matter/);
    assert.match((await faultsOf('---\nname: a\n---\nx'))[0] ?? '', /^1 error: “description” is missing/);
    assert.match((await faultsOf('---\ndescription: [a\nname: x\n---\nx'))[0] ?? '', /^[34] error: This is not YAML/);
    assert.match(
      (await faultsOf('---\ndescription: a\ndescription: b\n---\nx'))[0] ?? '',
      /^3 error: This is not YAML: Map keys must be unique/,
    );
    assert.match(
      (await faultsOf('---\n- a list\n---\nx'))[0] ?? '',
      /^1 error: The front matter is not a list of keys/,
    );
    assert.match(
      (await faultsOf('---\nname: a\n\ndescription: 5\n---\nx'))[0] ?? '',
      /^4 error: “description” is not a text/,
    );
    assert.match(
      (await faultsOf('---\ndescription: a\nskills:\n  - callers\n  - calers\n---\nx'))[0] ?? '',
      /^5 error: “skills” has “calers”, which is no skill\. Did you mean “callers”\?$/,
    );
    assert.deepEqual(
      (await faultsOf('---\ndescription: a\nskills: suspect, callers, mind-reading, magic\n---\nx')).map((told) =>
        told.slice(0, 70),
      ),
      [
        '3 error: “skills” has “suspect”, which is no skill. Did you mean “suspects”?'.slice(0, 70),
        '3 error: “skills” has “mind-reading”, which is none of project-map, relevant-parts'.slice(0, 70),
        '3 error: “skills” has “magic”, which is no skill.',
      ],
    );
    assert.match(
      (await faultsOf('---\ndescription: a\nspecialties:\n  - sql\n  - 7\n---\nx'))[0] ?? '',
      /^[35] error: “specialties” /,
    );
    assert.match((await faultsOf('---\ndescription: a\n---\n  \n'))[0] ?? '', /^1 error: There are no instructions/);
    assert.match((await faultsOf(good, '7up'))[0] ?? '', /^1 error: “7up” cannot be written after “@”/);
    const long = `---\ndescription: a\n---\n${'x'.repeat(30_001)}`;
    assert.match(
      (await faultsOf(long))[0] ?? '',
      /^1 error: The instructions have 30,001 characters; 30,000 are the most/,
    );
  });

  it('work with a key that means nothing, which is told', async () => {
    const { agents, faults } = await gatherAgents([file('a', '---\ndescription: a\nspecialtys: sql\n---\nx')]);
    assert.equal(agents.length, 1);
    assert.deepEqual(
      faults.map(({ line, severity, message }) => [line, severity, message]),
      [[3, 'warning', '“specialtys” means nothing here. Did you mean “specialties”?']],
    );
  });

  it('may not have a name of the seven, of WEE, or of another file', async () => {
    const { agents, faults } = await gatherAgents([
      file('sherlock', good),
      file('wee', good),
      file('embeddings', good),
      file('reviewer', good),
      file('other', '---\ndescription: a\nname: Reviewer\n---\nx', '.wee/agents'),
    ]);
    assert.deepEqual(
      agents.map(({ path }) => path),
      ['.github/agents/reviewer.agent.md'],
    );
    assert.deepEqual(
      faults.map(({ path, line, message }) => `${path}:${line}: ${message}`),
      [
        '.github/agents/sherlock.agent.md:1: “@sherlock” is one of the seven. Give this agent another name.',
        '.github/agents/wee.agent.md:1: “@wee” is WEE itself. Give this agent another name.',
        '.github/agents/embeddings.agent.md:1: “@embeddings” stands in budgets for what embeddings take. Give this agent another name.',
        '.wee/agents/other.agent.md:3: “@reviewer” is the name of the agent in .github/agents/reviewer.agent.md. Give this agent another name.',
      ],
    );
  });

  it('are not made of a text that unfolds into a huge one', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
    ];
    assert.match(
      (await faultsOf(`---\n${bomb.join('\n')}\n---\nx`))[0] ?? '',
      /^2 error: This is not YAML: Excessive alias count/,
    );
  });
});
