import * as vscode from 'vscode';
import { systemClock } from '../node/system-clock.ts';
import { pacedDraw } from './paced-draw.ts';

/** Texts that are held at once; an older one is asked for elsewhere. */
const MAX_TEXTS = 10;

/**
 * Read-only Markdown documents of one scheme, shown as previews, that may be written while they are shown. Nothing asks to be saved;
 * a preview that the editor opens again after a reload is asked for elsewhere.
 */
export class WrittenPreviews implements vscode.Disposable {
  readonly #scheme: string;
  readonly #texts = new Map<string, string>();
  readonly #written = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #drawing = pacedDraw(
    () => this.#draw(),
    () => true,
    systemClock,
  );
  readonly #provider: vscode.Disposable;

  /** @param elsewhere the text of a document that is not, or no longer, held here. */
  constructor(scheme: string, elsewhere: (uri: vscode.Uri) => Promise<string>) {
    this.#scheme = scheme;
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#texts.get(uri.path) ?? elsewhere(uri),
    });
  }

  /** The document has this text from now on; whoever looks at it sees that within half a second. */
  write(path: string, text: string): void {
    this.#texts.delete(path);
    this.#texts.set(path, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MAX_TEXTS && oldest !== undefined) this.#texts.delete(oldest);
    this.#soon(path);
  }

  /** The document stands elsewhere from now on. */
  release(path: string): void {
    this.#texts.delete(path);
    this.#soon(path);
  }

  /** @param query of a document that is asked for elsewhere; its preview opens beside. */
  async show(path: string, query = ''): Promise<void> {
    const command = query === '' ? 'markdown.showPreview' : 'markdown.showPreviewToSide';
    await vscode.commands.executeCommand(command, vscode.Uri.from({ scheme: this.#scheme, path, query }));
  }

  dispose(): void {
    this.#drawing.dispose();
    this.#provider.dispose();
    this.#changed.dispose();
  }

  #soon(path: string): void {
    this.#written.add(path);
    this.#drawing.soon();
  }

  #draw(): void {
    const written = [...this.#written];
    this.#written.clear();
    for (const path of written) this.#changed.fire(vscode.Uri.from({ scheme: this.#scheme, path }));
  }
}
