import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, threadMarks, threadStates } from '../../src/contributes/ids.ts';
import { settings } from '../../src/contributes/settings.ts';
import type { AskEvent } from '../../src/engine/domain/ask-event.ts';
import type { SessionStep } from '../../src/engine/domain/session.ts';
import { limits } from '../../src/engine/limits.ts';
import type { TestApi } from '../../src/extension.ts';
import { attachedFocus } from '../../src/vscode/features/attached-focus.ts';
import { progressDocument, sessionDocument } from '../../src/vscode/features/session/describe-session.ts';

/** Runs inside a real extension host, on the fixture project; the runners call `run`. */
describe('WEE in an extension host', function () {
  this.timeout(30_000);
  let api: TestApi;
  const { token } = new vscode.CancellationTokenSource();
  const ask = async (text: string): Promise<Extract<AskEvent, { type: 'done' }>> => {
    for await (const event of api.host.ask({ agent: 'sherlock', text }, token)) {
      if (event.type === 'done') return event;
      if (event.type === 'failed') throw new Error(event.message);
    }
    throw new Error('no answer');
  };
  const root = (): string => api.host.workspace.folders.all[0]?.path ?? '';
  const file = (path: string): vscode.Uri => vscode.Uri.file(join(root(), path));

  const ranking = async (text: string): Promise<readonly string[]> => {
    return (await api.host.using((engine) => engine.context({ agent: 'sherlock', text }))).ranking;
  };
  /** The next document of a scheme that is opened. */
  const opened = (scheme: string): Promise<vscode.TextDocument> =>
    new Promise((resolve) => {
      const opening = vscode.workspace.onDidOpenTextDocument((document) => {
        if (document.uri.scheme !== scheme) return;
        opening.dispose();
        resolve(document);
      });
    });
  /** Resolves once it holds: what the editor notices, it notices in its own time. */
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((next) => setImmediate(next));
  };

  /** Types at the top of a file; resolves once the buffer is told to be unsaved, which is later than the edit's end. */
  const typeAtTop = async (path: string, text: string): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(file(path));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    await until(async () => document.isDirty);
    return document;
  };

  before(async () => {
    const extension = vscode.extensions.getExtension<TestApi>('wee.wee');
    assert.ok(extension);
    api = await extension.activate();
    // In a browser VS Code saves a second after typing: on a slow machine before the test has looked.
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
  });

  it('registers every command', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('declares every setting with its default', () => {
    const configuration = vscode.workspace.getConfiguration('wee');
    for (const [name, setting] of Object.entries(settings))
      assert.deepEqual(configuration.get(name), setting.default, name);
  });

  it('offers a language model of its own', async () => {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'wee' });
    assert.equal(model?.name, 'WEE');
  });

  it('answers about the workspace, and from memory the second time', async () => {
    const first = await ask('why is the discount wrong?');
    assert.equal(first.tier, 'none');
    assert.ok(first.answer.sources.some(({ path }) => path === 'lib/pricing.js'));
    assert.equal((await ask('why is the discount wrong?')).tier, 'memory');
  });

  it('sees an unsaved buffer, and the file again when it is undone', async () => {
    const document = await typeAtTop('lib/pricing.js', '// discount discount discount\n');
    assert.match((await ask('why is the discount wrong?')).trace.reason, /changed: lib\/pricing\.js/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(async () => !document.isDirty && !document.getText().includes('discount discount'));
    assert.equal((await ask('why is the discount wrong?')).tier, 'memory');
  });

  it('notices a file that another program wrote', async () => {
    appendFileSync(file('lib/pricing.js').fsPath, '// written elsewhere\n');
    await until(async () => (await ask('why is the discount wrong?')).tier === 'none');
  });

  it('finds what was saved', async () => {
    const document = await typeAtTop('lib/stock.js', '// gyokuro\n');
    assert.equal(await document.save(), true);
    const saved = performance.now();
    await until(async () => (await ranking('gyokuro')).includes('lib/stock.js'));
    console.log(`      a saved file is found after ${(performance.now() - saved).toFixed(0)} ms`);
  });

  it('finds files that other programs write, move and delete', async () => {
    const written = performance.now();
    writeFileSync(file('lib/oolong.js').fsPath, 'exports.oolong = 1;\n');
    await until(async () => (await ranking('oolong')).includes('lib/oolong.js'));
    console.log(`      a file written elsewhere is found after ${(performance.now() - written).toFixed(0)} ms`);
    rmSync(file('lib/oolong.js').fsPath);
    await until(async () => !(await ranking('oolong')).includes('lib/oolong.js'));
  });

  it('follows what the editor hides, without a reload', async () => {
    const question = 'when is the shop closed in August?';
    assert.ok((await ranking(question)).includes('notes/holidays.txt'));
    for (const name of ['files.exclude', 'search.exclude']) {
      const configuration = vscode.workspace.getConfiguration();
      await configuration.update(name, { '**/notes': true }, vscode.ConfigurationTarget.Workspace);
      await until(async () => !(await ranking(question)).includes('notes/holidays.txt'));
      await configuration.update(name, undefined, vscode.ConfigurationTarget.Workspace);
      await until(async () => (await ranking(question)).includes('notes/holidays.txt'));
    }
  });

  it('notices a commit that was made in another worktree', async () => {
    const folder = root();
    const other = mkdtempSync(join(tmpdir(), 'wee-worktree-'));
    const git = (cwd: string, ...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd, encoding: 'utf8' });
    try {
      await ranking('discount');
      git(folder, 'worktree', 'add', '-q', '--detach', other);
      writeFileSync(join(other, 'lib', 'pricing.js'), 'exports.priceOf = () => 1;\n');
      git(other, 'commit', '-qam', 'Sell everything for a cent');
      const risen = new Promise<void>((resolve) => {
        const listening = api.host.workspace.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
      git(other, 'update-ref', git(folder, 'symbolic-ref', 'HEAD').trim(), 'HEAD');
      await risen;
      await until(async () => {
        const { changes } = await api.host.engine().context({ agent: 'sherlock', text: 'discount' });
        return changes.some(({ subject }) => subject === 'Sell everything for a cent');
      });
    } finally {
      git(folder, 'reset', '-q', '--hard', 'HEAD~1');
      git(folder, 'worktree', 'remove', '--force', other);
    }
  });

  it('replaces a setting that makes no sense by its default', async () => {
    const configuration = vscode.workspace.getConfiguration('wee');
    await configuration.update('context.budgetTokens', -5, vscode.ConfigurationTarget.Workspace);
    assert.ok((await ask('how is stock reserved?')).answer.tokens.context > 0);
    await configuration.update('context.budgetTokens', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('streams an inline answer into a comment thread', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file('lib/stock.js')));
    await api.inline?.ask(editor, 'what happens when it is sold out?', 'sherlock');
    assert.match(api.inline?.threads().at(-1)?.label ?? '', /^sherlock · new · /);
    assert.equal(api.host.engine().snapshot().recent[0]?.outcome, 'miss');
  });

  it('offers to ask about a problem and to explain a selection', async () => {
    const uri = file('lib/stock.js');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const problems = vscode.languages.createDiagnosticCollection('test');
    const line = editor.document.lineAt(4).range;
    problems.set(uri, [new vscode.Diagnostic(line, 'shelves may be undefined')]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      line,
    );
    const problem = actions.find(({ title }) => title === 'Ask WEE about this problem');
    assert.ok(actions.some(({ title }) => title === 'Explain with WEE'));
    assert.ok(problem?.command);
    await vscode.commands.executeCommand(problem.command.command, ...(problem.command.arguments ?? []));
    problems.dispose();
    const thread = api.inline?.threads().at(-1);
    assert.match(thread?.label ?? '', /^sherlock · new · /);
    const [question] = thread?.comments ?? [];
    assert.match(
      question?.body instanceof vscode.MarkdownString ? question.body.value : '',
      /shelves may be undefined/,
    );
  });

  it('shows an answer where no file is open as a preview with links, which asks nobody to be saved', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const opening = opened('wee-answer');
    await api.answers.ask('sherlock', 'where is the stock reserved?');
    const document = await opening;
    await until(async () =>
      vscode.window.tabGroups.all.some(({ activeTab }) =>
        activeTab?.label.includes('where is the stock reserved (answer)'),
      ),
    );
    // It may have been opened at its first words.
    await until(async () => /\*sherlock · new · /.test(document.getText()));
    assert.match(document.getText(), /^# where is the stock reserved\?\n[\s\S]*\]\(\/lib\/stock\.js#L\d+\)/);
    assert.ok(!document.isUntitled && !document.isDirty);
  });

  it('shows how each agent of a session stands, and what has come, while the others work', async () => {
    const steps = ['sherlock', 'marie'].map((id) => ({ id, agent: id, question: 'why?', dependsOn: [] }));
    const plan = { by: 'names', reason: 'asked by name', steps } as const;
    const fresh = { ms: 0, overheadMs: 0, sources: [], tier: 'none', tokens: 0 } as const;
    const [first, second] = steps.map((step) => ({ ...step, ...fresh, text: '', status: 'running' as const }));
    assert.ok(first !== undefined && second !== undefined);
    const show = (...all: SessionStep[]): string =>
      progressDocument('why?', {
        planned: { type: 'planned', id: '1', plan },
        steps: new Map(all.map((step) => [step.id, { type: 'step' as const, step, message: '' }])),
        text: '',
      });
    assert.equal(show(first), '# why?\n\n*asked by name*\n\n- @sherlock is looking\n- @marie waits\n');
    const answered = show({ ...first, status: 'answered', ms: 12, text: 'Here.' }, second);
    assert.match(answered, /- @sherlock: answered · new · 12 ms\n- @marie is looking\n\n## @sherlock\n\nHere\.\n$/);
    const failure = { code: 'backend-refused', message: 'It is down.', remedy: 'Start it.' };
    assert.match(show(first, { ...second, status: 'failed', failure }), /- @marie: It is down\.\n$/);
  });

  it('does not say of an interrupted session that somebody is still waiting', () => {
    const step = { id: 'sherlock', agent: 'sherlock', question: 'why?', dependsOn: [], status: 'waiting' } as const;
    const text = sessionDocument({
      id: '1',
      question: 'why?',
      startedAt: 0,
      status: 'running',
      plan: { by: 'names', reason: 'asked by name' },
      steps: [{ ...step, ms: 0, overheadMs: 0, text: '', sources: [], tier: 'none', tokens: 0 }],
      text: '',
      sources: [],
      ms: 0,
      coordination: { efficiency: 0, overhead: 0 },
    });
    assert.match(text, /\n\*Interrupted\. [^\n]+\n\n## @sherlock\n\n\*no answer\*\n$/);
  });

  it('keeps no more inline answers open than its limit', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file('lib/stock.js')));
    for (let asked = 0; asked <= limits.inlineThreads; asked++) await api.inline?.ask(editor, 'what is reserved?');
    assert.equal(api.inline?.threads().length, limits.inlineThreads);
  });

  it('offers the answer to a similar question, and shows it beside', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file('lib/stock.js')));
    await api.inline?.ask(editor, 'explain what reserve does', 'sherlock');
    assert.equal(api.inline?.threads().at(-1)?.contextValue, threadStates.done);
    await api.inline?.ask(editor, 'please explain what reserve does', 'sherlock');
    const thread = api.inline?.threads().at(-1);
    assert.equal(thread?.contextValue, `${threadStates.done}${threadMarks.similar}`);
    const opening = opened('wee-answer');
    await vscode.commands.executeCommand(commands.similarAnswer, thread);
    assert.match((await opening).getText(), /^# explain what reserve does\n[\s\S]*lib\/stock\.js/);
  });

  it('previews the context of a question, with links to its files', async () => {
    const opening = opened('wee-context');
    await vscode.commands.executeCommand(commands.showContext, {
      agent: 'sherlock',
      text: 'why is the discount wrong?',
    });
    const text = (await opening).getText();
    await until(async () =>
      vscode.window.tabGroups.all.some(({ activeTab }) =>
        activeTab?.label.includes('why is the discount wrong (context)'),
      ),
    );
    assert.match(text, /^1\. \[[^\]]+\]\(\/[^)]+#L\d+\) · \d+ of about \d+ tokens · lines [\d–, ]+ *\n +.+\n/m);
    assert.ok(text.includes('[lib/pricing.js](/lib/pricing.js#L'));
    assert.match(text, /secrets redacted: 0/);
    assert.match(text, /### user\n\n```text\nwhy is the discount wrong\?/);
  });

  it('takes what is attached to a message of chat as where the developer looks', async () => {
    const attached = (...values: readonly unknown[]) =>
      attachedFocus(
        api.host.workspace,
        values.map((value) => ({ id: 'a', value })),
      );
    const lines = new vscode.Location(file('lib/stock.js'), new vscode.Range(0, 0, 1, 0));
    const focus = await attached('words', file('lib/pricing.js'), lines);
    assert.deepEqual([focus?.path, focus?.from, focus?.to], ['lib/stock.js', 1, 2]);
    assert.match(focus?.text ?? '', /\n$/);
    assert.deepEqual(await attached(file('lib/pricing.js')), { path: 'lib/pricing.js' });
    assert.equal(await attached('words', vscode.Uri.file('/elsewhere/secret.js')), undefined);
  });

  it('hands a context to other agents as a tool', async () => {
    assert.ok(vscode.lm.tools.some(({ name }) => name === 'wee_context'));
    const input = { question: 'why is the discount wrong?' };
    const { content } = await vscode.lm.invokeTool('wee_context', { input, toolInvocationToken: undefined }, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.match(part.value, /lib\/pricing\.js/);
    await assert.rejects(
      async () => vscode.lm.invokeTool('wee_context', { input: {}, toolInvocationToken: undefined }, token),
      /question/,
    );
  });

  it('reads nothing while indexing is paused, and what changed once it goes on', async () => {
    const shown = async (): Promise<boolean> =>
      (await ask('where is the zeppelin moored?')).answer.sources.some(({ path }) => path === 'lib/zeppelin.js');
    await vscode.commands.executeCommand(commands.pauseIndexing);
    writeFileSync(file('lib/zeppelin.js').fsPath, 'export function moorZeppelin(mast) {\n  return mast.tie();\n}\n');
    assert.equal(await shown(), false);
    await vscode.commands.executeCommand(commands.resumeIndexing);
    await until(shown);
  });

  it('answers by a model of another extension once it is chosen, and says whose', async () => {
    await until(async () => (await vscode.lm.selectChatModels({ vendor: 'fixture' })).length > 0);
    await vscode.commands.executeCommand(commands.chooseModel, 'parrot');
    const { context } = await api.host.using((engine) => engine.preview({ agent: 'sherlock', text: 'why' }));
    assert.equal(context.budget, 15_000, 'three quarters of what it takes');
    const { answer } = await ask('why is the discount wrong?');
    assert.equal(answer.text, 'The parrot was shown lib/pricing.js.');
    assert.equal(answer.backend, 'parrot in VS Code');
    assert.equal((await ask('why is the discount wrong?')).tier, 'memory');
    const other = await ask('why would it be broken?');
    assert.match(other.trace.fallback ?? '', /quota/);
    assert.match(other.answer.text, /No model answered.*quota/);
    const { answer: third } = await ask('why does it stand still?');
    assert.match(third.text, /No model answered.*: Parrot failed: Out of breath, my token is \\\[redacted\\\]\. /);
    await vscode.commands.executeCommand(commands.chooseModel, 'auto');
  });

  it('opens its walkthrough', async () => {
    await vscode.commands.executeCommand(commands.openWalkthrough);
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(
      labels.some((label) => /Walkthrough|Welcome/.test(label)),
      labels.join(),
    );
  });

  it('clears the cache', async () => {
    assert.ok((await api.host.engine().clearCache()) > 0);
    assert.equal((await ask('why is the discount wrong?')).tier, 'none');
  });
});
