import * as vscode from 'vscode';
import { limits } from '../../engine/limits.ts';

/** How many tokens the models that VS Code offers take, by id and by family; learnt once somebody asks, and as models come and go. */
export class ModelWindows implements vscode.Disposable {
  #known: ReadonlyMap<string, number> | undefined;
  #listening: vscode.Disposable | undefined;

  /** While VS Code was not heard of them yet, what nearly every model takes; `undefined` for one that it does not offer. */
  of(name: string): number | undefined {
    if (this.#listening === undefined) {
      this.#listening = vscode.lm.onDidChangeChatModels(() => void this.#learn());
      void this.#learn();
    }
    return this.#known === undefined ? limits.modelTokens : this.#known.get(name);
  }

  dispose(): void {
    this.#listening?.dispose();
  }

  async #learn(): Promise<void> {
    try {
      const models = await vscode.lm.selectChatModels();
      const of = (name: (model: vscode.LanguageModelChat) => string): [string, number][] =>
        models.map((model) => [name(model), model.maxInputTokens]);
      // An id says more than a family, and the first of a family is the one that is asked.
      this.#known = new Map([...of(({ family }) => family).reverse(), ...of(({ id }) => id).reverse()]);
    } catch {
      this.#known ??= new Map();
      // Asking it will say what is wrong.
    }
  }
}
