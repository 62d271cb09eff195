import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeEndpoint, withoutEnd } from '../../fixtures/cli/fake-endpoint.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('a budget on the command line', function () {
  this.timeout(60_000);
  let workspace: TestWorkspace;
  let endpoint: FakeEndpoint;
  /** Of the instance, per million tokens sent and written. */
  let price: { readonly input?: number; readonly output?: number } | undefined;
  beforeEach(async () => {
    workspace = new TestWorkspace();
    workspace.write('lib/pricing.js', 'export function priceOf(tea) {\n  return tea.price - tea.discount;\n}\n');
    price = { input: 2, output: 8 };
    endpoint = new FakeEndpoint();
    await endpoint.listen();
  });
  afterEach(() => {
    endpoint.close();
    workspace.remove();
  });

  /** A process of its own each time. */
  const wee = (budget: object, ...args: string[]): Promise<WeeResult> => {
    const instance = { id: 'cloud', kind: 'openai', baseUrl: endpoint.baseUrl, models: ['m'], price };
    const file = (name: string, value: unknown): string => {
      const path = join(workspace.root, name);
      writeFileSync(path, JSON.stringify(value));
      return path;
    };
    const flags = ['--instances', file('instances.json', [instance]), '--budget', file('budget.json', budget)];
    return runWee([...args, '--data', workspace.data, ...flags], workspace.folder);
  };
  const json = async (budget: object, ...args: string[]) => {
    const { out, err, code } = await wee(budget, ...args, '--json');
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };
  const budgetIn = async (budget: object): Promise<{ ok: boolean; detail: string } | undefined> => {
    const { checks } = JSON.parse((await wee(budget, 'doctor', '--json')).out);
    return checks.find(({ name }: { name: string }) => name === 'Budget');
  };

  it('of a day is kept over restarts, and refuses what would go past it before anything is sent', async () => {
    const budget = { dayTokens: 1_500 };
    const first = await json(budget, 'ask', '@sherlock why is the discount wrong?');
    assert.equal(first.cost, (1_000 * 2 + 100 * 8) / 1e6);
    assert.match((await budgetIn(budget))?.detail ?? '', /1,100 tokens \(0\.0028\) today .* dayTokens 1,100 of 1,500/);
    const second = await wee(budget, 'ask', '@sherlock where is a price made?');
    assert.equal(second.code, 1);
    assert.match(
      second.err,
      /The budget of today is 1,500 tokens: 1,100 tokens are used, and this takes about [\d,]+ tokens more\./,
    );
    assert.match(second.err, /Raise wee\.budget\.dayTokens/);
    assert.equal(endpoint.asked.length, 1);
    // What is at hand costs nothing.
    assert.equal((await json(budget, 'ask', '@sherlock why is the discount wrong?')).tier, 'disk');
    assert.match((await budgetIn({ dayTokens: 1_100 }))?.detail ?? '', /1,100 of 1,100/);
    assert.equal((await budgetIn({ dayTokens: 1_100 }))?.ok, false);
  });

  it('of money counts by the prices of instances', async () => {
    await json({ monthCost: 0.01 }, 'ask', '@sherlock why is the discount wrong?');
    const { code, err } = await wee({ monthCost: 0.0029 }, 'ask', '@sherlock where is a price made?');
    assert.equal(code, 1);
    assert.match(err, /The budget of this month is 0\.0029: 0\.0028 are used/);
    assert.equal(endpoint.asked.length, 1);
  });

  it('of one agent leaves the others alone', async () => {
    const budget = { agents: { sherlock: { dayTokens: 10 } } };
    const { code, err } = await wee(budget, 'ask', '@sherlock why is the discount wrong?');
    assert.equal(code, 1);
    assert.match(err, /The budget of @sherlock of today is 10 tokens/);
    assert.equal((await json(budget, 'ask', '@marie which tests cover priceOf?')).agent, 'marie');
  });

  it('gives the question to the local analysis where that is wished, which says so and is not kept', async () => {
    const { out, code } = await wee({ dayTokens: 10, over: 'local' }, 'ask', '@sherlock why is the discount wrong?');
    assert.equal(code, 0);
    assert.match(out, /> \*\*No model answered\*\*: The budget of today is 10 tokens: this takes about/);
    assert.match(out, /Local analysis, no language model/);
    assert.equal(endpoint.asked.length, 0);
    assert.equal((await json({}, 'ask', '@sherlock why is the discount wrong?')).tier, 'none');
  });

  it('fails where the question says that it wants no local analysis, whatever the budget says', async () => {
    const budget = { dayTokens: 10, over: 'local' };
    const { code, err } = await wee(budget, 'ask', '--no-fallback', '@sherlock why is the discount wrong?');
    assert.equal(code, 1);
    assert.match(err, /The budget of today is 10 tokens/);
  });

  it('stops an answer that would go past it', async () => {
    endpoint.answer = withoutEnd;
    const { code, err, out } = await wee({ questionTokens: 5_000 }, 'ask', '@sherlock why is the discount wrong?');
    assert.equal(code, 1);
    assert.match(err, /The budget of one question is 5,000 tokens/);
    assert.ok(out.length / 4 < 5_000);
    assert.equal(endpoint.asked.length, 1);
    assert.equal(endpoint.left, 1);
    const used = /Models took ([\d,]+) tokens/.exec((await budgetIn({}))?.detail ?? '')?.[1] ?? '';
    assert.ok(Number(used.replace(',', '')) > 3_000, used);
  });

  it('asks for approval above a threshold, and refuses where nobody can be asked', async () => {
    const budget = { approveTokens: 100 };
    const { code, err } = await wee(budget, 'ask', '@sherlock why is the discount wrong?');
    assert.equal(code, 1);
    assert.match(err, /This would send about [\d,]+ tokens \(0\.00\d+\) to .+, which needs your approval\.\n.*--yes/);
    assert.equal(endpoint.asked.length, 0);
    assert.equal((await json(budget, 'ask', '@sherlock why is the discount wrong?', '--yes')).tier, 'none');
    assert.equal((await json(budget, 'ask', '@sherlock why is the discount wrong?')).tier, 'disk');
  });

  it('holds a session as one question, approved at once', async () => {
    const args = ['session', '@sherlock @marie why is the discount wrong?'];
    const refused = await wee({ approveTokens: 100 }, ...args);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /needs your approval/);
    assert.equal(endpoint.asked.length, 0);
    const session = await json({ approveTokens: 100, questionTokens: 1_000 }, ...args, '--yes');
    assert.equal(session.status, 'partial');
    assert.equal(endpoint.asked.length, 1);
    const failed = session.agents.find(({ status }: { status: string }) => status === 'failed');
    assert.equal(failed.failure.code, 'over-budget');
    assert.match(session.text, /This answer is partial/);
  });

  it('says what a session cost, afterwards too', async () => {
    const args = ['session', '@sherlock @marie why is the discount wrong?'];
    const { out } = await wee({}, ...args);
    const [, told] = /overhead \d+% · (0\.00\d+)/.exec(out) ?? [];
    assert.ok(Number(told) > 0, out);
    const [{ id }] = [await json({}, 'session', '--list')].flat();
    assert.equal((await json({}, 'session', '--show', id)).cost, Number(told));
  });

  it('of money is said to hold for no model without a price', async () => {
    const pricesIn = async (budget: object): Promise<{ detail: string; remedy: string } | undefined> => {
      const { checks } = JSON.parse((await wee(budget, 'doctor', '--json')).out);
      return checks.find(({ name }: { name: string }) => name === 'Prices');
    };
    const budget = { monthCost: 1, agents: { marie: { dayCost: 0.1 } }, approveCost: 0.5 };
    assert.equal(await pricesIn(budget), undefined);
    price = undefined;
    const told = await pricesIn(budget);
    assert.match(
      told?.detail ?? '',
      /^m at .* has no price, .*: monthCost, @marie dayCost, approveCost cannot hold there/,
    );
    assert.match(told?.remedy ?? '', /^Describe it in wee\.instances with its price .*, or limit tokens instead\.$/);
    assert.equal(await pricesIn({ monthTokens: 1_000 }), undefined);
    price = {};
    assert.equal(await pricesIn(budget), undefined, 'free, and said so');
  });

  it('names what of it makes no sense', async () => {
    const { checks } = JSON.parse(
      (
        await wee(
          { dayTokens: 'many', hourTokens: 1, agents: { sherlock: { dayCosts: 1 } }, over: 'x' },
          'doctor',
          '--json',
        )
      ).out,
    );
    const { name, detail } = checks.find(({ ok }: { ok: boolean }) => !ok);
    assert.equal(name, 'Settings');
    for (const what of ['dayTokens is not a number', 'no “hourTokens”', 'no “sherlock.dayCosts”', '“over” is neither'])
      assert.ok(detail.includes(what), `${what} in ${detail}`);
    assert.equal((await runWee(['doctor', '--budget', join(workspace.root, 'none.json')], workspace.folder)).code, 2);
  });

  it('counts in memory, and says so, where it cannot be kept', async () => {
    writeFileSync(join(workspace.root, 'file'), '');
    rmSync(workspace.data, { recursive: true, force: true });
    writeFileSync(workspace.data, '');
    const { err, code } = await wee(
      { dayTokens: 100_000 },
      'ask',
      '@sherlock why is the discount wrong?',
      '--no-cache',
    );
    assert.equal(code, 0, err);
    assert.match(err, /What models take is counted in memory only/);
    assert.equal(endpoint.asked.length, 1);
  });
});
