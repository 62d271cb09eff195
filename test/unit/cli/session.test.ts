import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Asked, delta, FakeEndpoint, withoutEnd } from '../../fixtures/cli/fake-endpoint.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

const QUESTION = '@sherlock @marie why is the discount wrong?';

describe('a session on the command line', function () {
  this.timeout(60_000);
  let workspace: TestWorkspace;
  let endpoint: FakeEndpoint;
  /** Called when marie is asked. */
  let onMarie: () => void;
  beforeEach(async () => {
    workspace = new TestWorkspace();
    workspace.write('lib/pricing.js', 'export function priceOf(tea) {\n  return tea.price - tea.discount;\n}\n');
    onMarie = () => {};
    endpoint = new FakeEndpoint();
    const well = endpoint.answer;
    endpoint.answer = (response, asked) => {
      if (!isFor('Marie', asked)) well(response, asked);
      else {
        response.write(delta('I begin. '));
        onMarie();
      }
    };
    await endpoint.listen();
  });
  afterEach(() => {
    endpoint.close();
    workspace.remove();
  });
  const args = (...more: string[]): string[] => [
    ...['session', QUESTION, '--data', workspace.data, '--base-url', endpoint.baseUrl, '--model', 'm'],
    ...more,
  ];
  const wee = (...more: string[]): Promise<WeeResult> => runWee(args(...more), workspace.folder);

  it('goes on without an agent that takes too long, and says so in the answer with what to do', async () => {
    const { code, out, err } = await wee('--step-timeout', '3');
    assert.equal(code, 0, err);
    assert.match(
      out,
      /This answer is partial\.\*\* Without an answer:\n\n- @marie: No answer within .* --step-timeout\)/,
    );
    assert.match(out, /· partial ·/);
    assert.equal(endpoint.left, 1, 'it is stopped at the endpoint');
  });

  it('stops an agent at its tokens', async () => {
    endpoint.answer = withoutEnd;
    const { code, err } = await wee('--step-tokens', '1000', '--no-fallback');
    assert.equal(code, 1);
    assert.match(err, /wee: No agent answered\. The step took more than its 1,000 tokens\.\n.* --step-tokens\)/);
  });

  it('tells what is wrong with what its agents may take', async () => {
    for (const [flag, value] of [
      ['--step-timeout', '0'],
      ['--step-tokens', '999'],
    ] as const) {
      const { code, err } = await wee(flag, value);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`${flag}: “${value}” is not a number of`));
    }
  });

  it('that is interrupted says where that is found which was answered', async () => {
    const asked = new Promise<void>((done) => {
      onMarie = done;
    });
    const child = spawn(process.execPath, [resolve('dist/cli.js'), ...args()], { cwd: workspace.folder });
    const err = text(child.stderr);
    child.stdout.resume();
    await asked;
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
    const id = /^Stopped\. What was answered until then: wee session --show ([0-9a-f]{8})$/m.exec(await err)?.[1];
    assert.ok(id !== undefined, await err);
    const { out } = await runWee(['session', '--show', id, '--data', workspace.data], workspace.folder);
    assert.match(
      out,
      /, cancelled\*[\s\S]*## @sherlock: answered\n\nThe discount is subtracted twice\.[\s\S]*@marie: cancelled/,
    );
  });
});

function isFor(name: string, { messages }: Asked): boolean {
  return messages.some(({ content }) => content.includes(`You are ${name}`));
}
