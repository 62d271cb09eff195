import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import type { ToPanel } from '../../src/dashboard/panel/protocol.ts';
import { panelHtml } from '../../src/vscode/features/panel/panel-html.ts';
import { FLAGS } from './editor.ts';

const ORIGIN = 'http://panel.test';

/** The page of the panel in a real browser, under its own content security policy, with a host that only listens. */
export class PanelPage {
  readonly page: Page;
  readonly #browser: Browser;

  constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  static async open(strings: Readonly<Record<string, string>> = {}, language = 'en'): Promise<PanelPage> {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
    const page = await browser.newPage({ viewport: { width: 320, height: 900 }, timezoneId: 'UTC' });
    await page.addInitScript(
      'globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => sent.push(message.type) });',
    );
    const html = panelHtml({
      script: `${ORIGIN}/dashboard.js`,
      style: `${ORIGIN}/dashboard.css`,
      cspSource: ORIGIN,
      nonce: 'test',
      language,
      strings,
    });
    await page.route(`${ORIGIN}/*`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      return name === ''
        ? route.fulfill({ contentType: 'text/html', body: html })
        : route.fulfill({ path: `dist/${name}` });
    });
    await page.goto(`${ORIGIN}/`);
    return new PanelPage(browser, page);
  }

  get panel(): Locator {
    return this.page.locator('#panel');
  }

  /** What the page asked of its host, in order. */
  sent(): Promise<string[]> {
    return this.page.evaluate('sent');
  }

  async show(message: ToPanel): Promise<void> {
    // The listener comes after the page's own, and the frame after what it drew.
    await this.page.evaluate(`new Promise((drawn) => {
      addEventListener('message', () => requestAnimationFrame(drawn), { once: true });
      postMessage(${JSON.stringify(message)}, '*');
    })`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
