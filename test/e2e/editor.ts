import { type Browser, chromium, type Page } from 'playwright-core';

/** How a browser starts without a screen and without a network. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** VS Code in a real browser, as a person uses it. */
export class Editor {
  readonly page: Page;
  readonly #browser: Browser;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  static async open(url: string): Promise<Editor> {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const editor = new Editor(browser, page);
    await editor.goto(url);
    return editor;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.page.locator('.statusbar-item', { hasText: 'WEE' }).waitFor({ timeout: 60_000 });
  }

  async run(command: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`>${command}`);
    // The list may still show what it held before.
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: command }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** ms from a key to the frame in which the quick input is seen, measured in the page; closes it again. */
  async reaction(key: string): Promise<number> {
    await this.page.evaluate(`void (globalThis.reaction = new Promise((done) => {
      addEventListener('keydown', function pressed({ key }) {
        if (key === 'Control' || key === 'Alt') return;
        removeEventListener('keydown', pressed, { capture: true });
        const start = performance.now();
        const look = () => {
          const widget = document.querySelector('.quick-input-widget');
          if (widget?.checkVisibility()) done(performance.now() - start);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }, { capture: true });
    }))`);
    await this.page.keyboard.press(key);
    const ms = Number(await this.page.evaluate('globalThis.reaction'));
    await this.page.keyboard.press('Escape');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    return ms;
  }

  /** Types into the input box that is open. */
  async answerInput(text: string): Promise<void> {
    await this.page.locator('.quick-input-widget input').first().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the workspace. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').first().fill(path);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: path.slice(path.lastIndexOf('/') + 1) }).waitFor();
  }

  /** Adds a line at the end of the open file and saves it. */
  async appendAndSave(text: string): Promise<void> {
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(`\n${text}`);
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Puts the cursor at the beginning of a line of the open file. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input').first().fill(`:${line}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: new RegExp(` ${line}\\b`) }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.line-numbers.active-line-number', { hasText: new RegExp(`^${line}$`) }).waitFor();
  }

  /** Puts the keyboard into the open file. */
  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Control+1');
  }

  /** Sends a message in the chat view; resolves to the text of its whole answer, footer included. */
  async chat(text: string): Promise<string> {
    const input = this.page.locator('.interactive-input-part .monaco-editor').last();
    if (!(await input.isVisible())) await this.run('Chat: Open Chat');
    await input.waitFor({ timeout: 30_000 });
    await input.click();
    // VS Code refuses every question until the model has appeared in the picker below the input.
    await this.page
      .locator('.interactive-input-part .action-label', { hasText: /^WEE$/ })
      .first()
      .waitFor({ timeout: 60_000 });
    const last = await this.#lastRow();
    // A sticky participant may stand in the input already.
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Enter');
    // The list keeps only what is in sight, so rows are told apart by their index.
    const row = this.page.locator(`.interactive-list .monaco-list-row[data-index="${last + 2}"]`);
    await row.locator('em', { hasText: / ms · / }).waitFor({ timeout: 60_000 });
    return row.innerText();
  }

  /** Index of the last row of the conversation, -1 in an empty one. */
  async #lastRow(): Promise<number> {
    const rows = await this.page.locator('.interactive-list .monaco-list-row[data-index]').all();
    const indexes = await Promise.all(rows.map(async (row) => Number(await row.getAttribute('data-index'))));
    return Math.max(-1, ...indexes);
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: `test/out/screenshots/${name}.png` });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
