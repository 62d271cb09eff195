import * as vscode from 'vscode';
import { commands } from '../../../contributes.ts';
import { type FromTab, MOST_ROWS, type ToTab } from '../../../dashboard/tab/protocol.ts';
import type { Answer } from '../../../engine/domain/answer.ts';
import type { CacheFilter } from '../../../engine/domain/cache-entry.ts';
import { WeeError } from '../../../engine/errors.ts';
import type { EngineHost } from '../../engine-host.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type Tell = (message: WithoutVersion<ToTab>) => void;

/** The most answers that are counted before they are removed together. */
const MOST_COUNTED = 100_000;

/** Serves the requests of one dashboard tab. What a person removes alone can be undone; what goes together is confirmed first. */
export class CacheDesk {
  readonly #host: EngineHost;
  readonly #tell: Tell;
  /** What was removed last. */
  #removed: Answer | undefined;

  constructor(host: EngineHost, tell: Tell) {
    this.#host = host;
    this.#tell = tell;
  }

  /** Never rejects: a failure is shown in the tab, with its remedy. */
  async serve(request: FromTab): Promise<void> {
    try {
      await this.#serve(request);
    } catch (thrown) {
      const error = WeeError.from(thrown);
      this.#host.log.error(error.message, thrown);
      this.#tell({ type: 'failed', message: error.message, remedy: error.remedy });
    }
  }

  async #serve(request: FromTab): Promise<void> {
    const tell = this.#tell;
    switch (request.type) {
      case 'ready':
        return;
      case 'retry':
        this.#host.retry();
        tell({ type: 'changed' });
        return;
      case 'ask':
        await vscode.commands.executeCommand(commands.ask);
        return;
      case 'questions': {
        const engine = this.#host.engine();
        tell({ type: 'questions', traces: engine.snapshot().recent, agents: engine.agents.map(({ id }) => id) });
        return;
      }
      case 'figures':
        tell({ type: 'figures', snapshot: this.#host.engine().snapshot() });
        return;
      case 'list':
        await this.#list(request.filter);
        return;
      case 'show':
        await this.#show(request.digest);
        return;
      case 'why': {
        const { agent, question } = request;
        tell({ type: 'why', why: await this.#host.using((engine) => engine.answers.why({ agent, text: question })) });
        return;
      }
      case 'evict':
        await this.#evict(request.digest);
        return;
      case 'undo':
        if (this.#removed !== undefined) this.#host.engine().answers.restore(this.#removed);
        this.#removed = undefined;
        return;
      case 'clear':
        await this.#clear(request.filter);
        return;
      case 'open':
        await this.#open(request.path, request.line);
        return;
      case 'reveal': {
        const { path } = this.#host.engine().answers.store();
        if (path !== undefined) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
      }
    }
  }

  async #list(filter: CacheFilter): Promise<void> {
    const engine = this.#host.engine();
    const entries = await engine.answers.list(filter, MOST_ROWS);
    this.#tell({
      type: 'entries',
      entries,
      agents: engine.agents.map(({ id }) => id),
      store: engine.answers.store(),
      notices: engine.snapshot().notices,
    });
  }

  async #show(digest: string): Promise<void> {
    const found = await this.#host.engine().answers.show(digest);
    if (found === undefined) {
      this.#tell({ type: 'detail', digest });
      return;
    }
    const { text, sources } = found.answer;
    const now = await this.#host.using((engine) => engine.answers.standing(digest));
    this.#tell({ type: 'detail', digest, detail: { entry: found.entry, text, sources, now } });
  }

  async #evict(digest: string): Promise<void> {
    const engine = this.#host.engine();
    const found = await engine.answers.show(digest);
    engine.evict(digest);
    this.#removed = found?.answer;
    this.#tell({ type: 'removed', count: 1, undo: found !== undefined });
    this.#tell({ type: 'detail', digest });
    this.#tell({ type: 'changed' });
  }

  async #clear(filter: CacheFilter): Promise<void> {
    const { answers } = this.#host.engine();
    const { length } = await answers.list(filter, MOST_COUNTED);
    if (length === 0) return;
    const remove = vscode.l10n.t('Remove');
    const { agent, file, text } = filter;
    const which = [
      ...(agent === undefined ? [] : [`@${agent}`]),
      ...(file === undefined ? [] : [file]),
      ...(text === undefined ? [] : [`“${text}”`]),
    ].join(', ');
    const title =
      which === ''
        ? vscode.l10n.t('Remove all {0} cached answers?', length)
        : vscode.l10n.t('Remove {0} cached answers ({1})?', length, which);
    const detail = vscode.l10n.t('They would have to be made anew. This cannot be undone.');
    if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, remove)) !== remove) return;
    const count = await answers.clear(Object.keys(filter).length === 0 ? undefined : filter);
    this.#removed = undefined;
    this.#tell({ type: 'removed', count, undo: false });
    this.#tell({ type: 'changed' });
  }

  async #open(path: string, line = 1): Promise<void> {
    const uri = this.#host.workspace.uri(path);
    if (uri === undefined)
      throw new WeeError(
        'internal',
        vscode.l10n.t('{0} is not in this workspace.', path),
        vscode.l10n.t('Open its folder first.'),
      );
    const selection = new vscode.Range(line - 1, 0, line - 1, 0);
    await vscode.window.showTextDocument(uri, { selection, viewColumn: vscode.ViewColumn.Beside });
  }
}
