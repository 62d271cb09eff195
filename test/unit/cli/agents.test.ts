import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

const guard =
  '---\ndescription: invoices and their rounding\nspecialties: invoice, rounding\n---\nCheck how money is rounded.\n';

describe('agents of a workspace on the command line', function () {
  this.timeout(60_000);
  const workspace = new TestWorkspace();
  after(() => workspace.remove());
  const wee = (...args: string[]): Promise<WeeResult> => runWee([...args, '--data', workspace.data], workspace.folder);
  const json = async (...args: string[]) => JSON.parse((await wee(...args, '--json')).out);

  before(() => {
    workspace.write('src/invoice.js', 'export function totalOf(lines) {\n  return Math.round(sum(lines));\n}\n');
    workspace.write('test/invoice.test.js', "import { totalOf } from '../src/invoice.js';\n");
    workspace.write('.github/agents/guard.agent.md', guard);
  });

  it('answer by name, are chosen by their specialties, work in sessions, and are listed', async () => {
    assert.equal((await json('ask', '@guard where is a total made?')).agent, 'guard');
    const chosen = await json('ask', 'is the rounding of an invoice right?');
    assert.equal(chosen.agent, 'guard');
    const session = await json('session', '@guard @marie is the total of an invoice right?');
    assert.deepEqual(
      session.agents.map(({ agent, status }: { agent: string; status: string }) => [agent, status]),
      [
        ['guard', 'answered'],
        ['marie', 'answered'],
      ],
    );
    assert.match(session.text, /@guard\*\* \(invoices and their rounding\)/);
    const { agents } = await json('agents');
    assert.equal(agents.length, 8);
    assert.equal(agents[7].path, '.github/agents/guard.agent.md');
  });

  it('are named by alex as colleagues', async () => {
    assert.match((await json('ask', '@alex who knows about rounding?')).text, /Ask @guard/);
  });

  it('answer anew when their definition changed, and from the cache when it did not', async () => {
    const ask = () => json('ask', '@guard which files make a total?');
    const first = await ask();
    assert.equal((await ask()).tier, 'disk');
    workspace.write('.github/agents/guard.agent.md', `${guard}Say which rounding is used.\n`);
    const changed = await ask();
    assert.equal(changed.tier, 'none');
    assert.notEqual(changed.digest, first.digest);
  });

  it('are told of at the line where something is wrong, also by the doctor', async () => {
    workspace.write('.wee/agents/broken.agent.md', '---\ndescription: x\nskills: mind-reading\n---\nx\n');
    const asked = await wee('ask', '@guard where is a total made?');
    assert.equal(asked.code, 0);
    assert.match(asked.err, /^wee: \.wee\/agents\/broken\.agent\.md:3: “skills” has “mind-reading”/m);
    assert.equal((await wee('agents')).code, 1);
    const { ok, checks } = await json('doctor');
    assert.equal(ok, false);
    const check = checks.find(({ name }: { name: string }) => name === 'Agents');
    assert.match(check.detail, /@guard; \.wee\/agents\/broken\.agent\.md:3/);
    workspace.delete('.wee');
    assert.equal((await wee('agents')).code, 0);
  });

  it('are files of the workspace: no link, nothing large, and not too many', async () => {
    workspace.write('secret.txt', '---\ndescription: x\n---\nx\n');
    mkdirSync(workspace.path('.wee/agents'), { recursive: true });
    symlinkSync(workspace.path('secret.txt'), workspace.path('.wee/agents/link.agent.md'));
    workspace.write('.wee/agents/large.agent.md', `---\ndescription: x\n---\n${'x'.repeat(70_000)}`);
    workspace.write('.wee/agents/latin.agent.md', Buffer.from([0x2d, 0xe9, 0x2d]));
    for (let n = 0; n < 60; n++) workspace.write(`.wee/agents/many${n}.agent.md`, guard);
    const { agents, faults } = await json('agents');
    assert.equal(agents.length, 7 + 47);
    const messages = faults.map(({ path, message }: { path: string; message: string }) => `${path} ${message}`);
    assert.ok(messages.some((text: string) => /link\.agent\.md It is not a file of its own/.test(text)));
    assert.ok(messages.some((text: string) => /large\.agent\.md It has more than 64 KB/.test(text)));
    assert.ok(messages.some((text: string) => /latin\.agent\.md It cannot be read: it is not UTF-8/.test(text)));
    assert.ok(messages.some((text: string) => /left out: 50 agents are the most/.test(text)));
    workspace.delete('.wee');
    symlinkSync('/tmp', workspace.path('.wee'));
    assert.equal((await json('agents')).agents.length, 8);
    workspace.delete('.wee');
  });
});
