import assert from 'node:assert/strict';
import { type PanelModel, PROTOCOL_VERSION, type ToPanel } from '../../src/dashboard/panel/protocol.ts';
import { emptyPanel, usedPanel } from '../fixtures/dashboard/panel-model.ts';
import { PanelPage } from './panel-page.ts';

const snapshot = (model: PanelModel): ToPanel => ({ version: PROTOCOL_VERSION, type: 'snapshot', ...model });

describe('the panel in a real browser', function () {
  this.timeout(60_000);
  let page: PanelPage;
  const text = (): Promise<string> => page.panel.innerText();
  /** Presses a button and tells what the page asks of its host. */
  const press = async (name: string): Promise<string | undefined> => {
    await page.panel.getByRole('button', { name }).press('Enter');
    return (await page.sent()).at(-1);
  };

  beforeEach(async () => {
    page = await PanelPage.open();
  });

  afterEach(async function () {
    await page.page.screenshot({
      path: `test/out/screenshots/panel-${this.currentTest?.title.replaceAll(' ', '-')}.png`,
    });
    await page.close();
  });

  it('says that WEE starts until its host answers', async () => {
    assert.equal(await text(), 'WEE starts…');
    assert.deepEqual(await page.sent(), ['ready']);
  });

  it('says how to begin while nothing was asked', async () => {
    await page.show(snapshot(emptyPanel));
    assert.match(await text(), /Nothing has been asked yet/);
    assert.equal(await press('Ask WEE'), 'ask');
  });

  it('asks for a folder where none is open', async () => {
    await page.show(snapshot({ ...emptyPanel, folder: false }));
    assert.match(await text(), /No folder is open/);
    assert.equal(await press('Open Folder'), 'openFolder');
  });

  it('tells of a failed start and tries again', async () => {
    await page.show({ version: PROTOCOL_VERSION, type: 'failed', message: 'No thread.', remedy: 'Free some memory.' });
    assert.match(await page.panel.getByRole('alert').innerText(), /No thread\.\s+Free some memory\./);
    assert.equal(await press('Retry'), 'retry');
    assert.equal(await press('Run Doctor'), 'doctor');
    assert.equal(await press('Show Log'), 'showLog');
  });

  it('tells how many questions wait for an instance', async () => {
    const pool = { id: 'openai', queued: 0, queueLimit: 10, hedges: { sent: 0, won: 0 }, instances: [] };
    const shown = (queued: number): PanelModel => ({
      ...usedPanel,
      snapshot: { ...usedPanel.snapshot, pools: [{ ...pool, queued }] },
    });
    await page.show(snapshot(shown(0)));
    assert.doesNotMatch(await text(), /INSTANCES \d/i);
    await page.show(snapshot(shown(7)));
    assert.match(await text(), /INSTANCES 7 waiting/i);
  });

  it('shows how far a first index has come', async () => {
    const index = { ...emptyPanel.index, state: 'indexing' as const, progress: { done: 1_200, total: 5_000 } };
    await page.show(snapshot({ ...emptyPanel, index }));
    const bar = page.panel.getByRole('progressbar', { name: 'Reading this workspace: 1,200 of 5,000 files' });
    assert.equal(await bar.getAttribute('value'), '1200');
    await page.show(snapshot({ ...emptyPanel, index: { ...index, progress: { done: 0, total: 0 } } }));
    assert.match(await text(), /Looking for the files/);
    await page.show(snapshot(emptyPanel));
    assert.doesNotMatch(await text(), /Reading|Looking/);
  });

  it('lets a paused index go on', async () => {
    await page.show(snapshot({ ...emptyPanel, index: { ...emptyPanel.index, state: 'paused' } }));
    assert.match(await text(), /paused: answers rest on the 213 files/);
    assert.equal(await press('Resume'), 'resumeIndexing');
  });

  it('says what an untrusted workspace and offline mode leave out', async () => {
    await page.show(snapshot({ ...emptyPanel, trusted: false, offline: true }));
    assert.match(await text(), /not trusted: local analysis only[\s\S]*Offline: no connection is opened/);
    assert.equal(await press('Manage Trust'), 'manageTrust');
    assert.equal(await press('Setting'), 'offlineSetting');
  });

  it('gives every key figure its unit, its sample and its window', async () => {
    await page.show(snapshot(usedPanel));
    const figures = await page.panel.getByRole('region', { name: 'Key figures' }).innerText();
    assert.match(figures, /Latency p50\s+1\.5 ms\s+p95 120 ms, WEE’s own part, n\s=\s4/);
    assert.match(figures, /Hit rate\s+50%\s+2 of 4 questions/);
    assert.match(figures, /Saved\s+16k tokens\s+estimated; 3\.2 s of answering, n\s=\s2/);
    assert.match(figures, /Of the last 60\.0 s/);
  });

  it('has a table twin of its chart', async () => {
    await page.show(snapshot(usedPanel));
    await page.panel.locator('figure canvas').waitFor();
    await page.panel.getByText('Latency as a table').press('Enter');
    const rows = await page.panel
      .getByRole('table', { name: 'Latency of what WEE owns' })
      .getByRole('row')
      .allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split(/\s*\t\s*/)),
      [
        ['time', 'p50', 'p95', 'p99', 'n'],
        ['9:29:55 AM', '0.70 ms', '0.70 ms', '0.70 ms', '1'],
        ['9:29:00 AM', '1.5 ms', '120 ms', '130 ms', '3'],
      ],
    );
  });

  it('tells screen readers how the figures stand', async () => {
    await page.show(snapshot(usedPanel));
    await page.panel.getByRole('status').getByText('4 questions, 50% from cache').waitFor();
  });

  it('opens a question to its steps by keyboard', async () => {
    await page.show(snapshot(usedPanel));
    await page.panel.locator('summary', { hasText: '✓ disk' }).press('Enter');
    assert.match(await text(), /nothing in the workspace changed\s+context\s+0\.40 ms\s+cache\s+0\.20 ms/);
  });

  it('tells what is past its threshold, since when, and what to do', async () => {
    const alerts = [
      {
        name: 'agentP95Ms' as const,
        agent: 'maya',
        value: 820,
        threshold: 500,
        samples: 31,
        since: usedPanel.snapshot.at,
      },
      { name: 'hitRate' as const, value: 0.4, threshold: 0.7, samples: 25, since: usedPanel.snapshot.at },
    ];
    await page.show(snapshot({ ...usedPanel, snapshot: { ...usedPanel.snapshot, alerts } }));
    await page.panel.getByRole('alert').getByText('2 alerts: see the panel').waitFor();
    const told = await page.panel.locator('.notice').allInnerTexts();
    assert.match(told[0] ?? '', /own part of @maya takes 820 ms \(p95\), above 500 ms, n = 31\..*since 9:30/);
    assert.match(told[1] ?? '', /40% hit, below 70%, n = 25/);
  });

  it('tells what the engine decided by itself', async () => {
    await page.show(snapshot(usedPanel));
    assert.match(await text(), /9:29:51 AM openai\/main failed 3 times in a row/);
  });

  it('tells how much is used of what the engine scales', async () => {
    await page.show(snapshot(usedPanel));
    const rows = await page.panel.getByRole('table', { name: 'Resources' }).getByRole('row').allInnerTexts();
    assert.match(rows[1] ?? '', /memory\s+1\sMB of 32\sMB\s+1\sMB–64\sMB\s+0/);
  });

  it('tells no time where nothing was answered, and names an agent once', async () => {
    const { snapshot: full } = usedPanel;
    const [last] = full.recent;
    assert.ok(last);
    const recent = [{ ...last, agent: 'x', question: '@x which rows?' }];
    const owned = { ...full.owned, count: 0, p50: 0, p95: 0 };
    await page.show(snapshot({ ...usedPanel, snapshot: { ...full, owned, recent } }));
    assert.match(await page.panel.locator('.tile').first().innerText(), /–\s+p95 –/);
    assert.equal(await page.panel.locator('summary .question').innerText(), '@x which rows?');
  });

  it('tells whom a question was sent to where that was more than one request that went well', async () => {
    const { snapshot: full } = usedPanel;
    const [last] = full.recent;
    assert.ok(last);
    const served = {
      instance: 'beta',
      strategy: 'round_robin',
      reason: 'its turn',
      outcome: 'served',
      ms: 400,
    } as const;
    const refused = { ...served, instance: 'alpha', outcome: 'limited', ms: 12, fault: 'Too many requests.' } as const;
    const recent = [
      { ...last, id: 'two', attempts: [refused, served] },
      { ...last, id: 'one', attempts: [served] },
    ];
    await page.show(snapshot({ ...usedPanel, snapshot: { ...full, recent } }));
    const details = page.panel.locator('details:has(.question)');
    for (const summary of await details.locator('summary').all()) await summary.click();
    assert.deepEqual(await details.first().locator('.attempts li').allInnerTexts(), [
      'alpha refused for load · 12 ms · Too many requests.',
      'beta answered · 400 ms · its turn',
    ]);
    assert.equal(await details.last().locator('.attempts').count(), 0);
  });

  it('fits into the narrowest side bar', async () => {
    await page.page.setViewportSize({ width: 182, height: 900 });
    await page.show(snapshot(usedPanel));
    assert.equal(await page.page.evaluate('document.documentElement.scrollWidth'), 182);
    const question = page.panel.locator('summary .question').first();
    assert.ok(((await question.boundingBox())?.width ?? 0) > 100);
  });

  it('tells what models took, and how far budgets are used', async () => {
    await page.show(snapshot(emptyPanel));
    assert.doesNotMatch(await text(), /Models took/i);
    await page.show(snapshot(usedPanel));
    const rows = await page.panel.getByRole('table', { name: 'Models took' }).getByRole('row').allInnerTexts();
    assert.match(rows[1] ?? '', /all\s+12k tokens, 0\.0421 n = 3\s+90k tokens, 0\.31 n = 20/);
    assert.equal(
      await page.panel.getByRole('meter', { name: 'Tokens today: 12k of 50k' }).getAttribute('value'),
      '12300',
    );
  });

  it('asks for a reload when its host speaks another version', async () => {
    await page.show({ ...snapshot(usedPanel), version: 99 } as never);
    assert.match(await text(), /WEE was updated/);
  });

  it('speaks the display language', async () => {
    await page.close();
    page = await PanelPage.open({ 'Hit rate': 'Trefferquote', '{0} of {1} questions': '{0} von {1} Fragen' }, 'de');
    await page.show(snapshot(usedPanel));
    assert.match(await text(), /Trefferquote\s+50%\s+2 von 4 Fragen/);
    assert.match(await text(), /1,5 ms/);
  });
});
