import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../dashboard.css';
import './tab.css';
import { t } from '../l10n.ts';
import { type FromTab, isToTab, TAB_VERSION, type ToTab } from './protocol.ts';
import type { TabRequest } from './request.ts';
import { requestOf } from './request-of.ts';
import { Tab } from './tab.tsx';
import { firstState, type TabState, take } from './tab-state.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromTab): void;
  getState(): unknown;
  setState(state: Pick<TabState, 'page' | 'filter'>): void;
};

const editor = acquireVsCodeApi();
const root = document.getElementById('panel');
const send = (request: TabRequest): void => editor.postMessage({ version: TAB_VERSION, ...request } as FromTab);

let state = firstState(editor.getState());

/** Every change goes through here: keep what outlives the page, draw the rest. */
function change(next: Partial<TabState>): void {
  state = { ...state, ...next };
  editor.setState({ page: state.page, filter: state.filter });
  draw();
}

function draw(): void {
  if (root === null) return;
  render(<Tab state={state} change={change} send={send} />, root);
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToTab(data)) {
    change({ trouble: { message: t('WEE was updated.'), remedy: t('Reload the window to see its cache.') } });
    return;
  }
  const message: ToTab = data;
  change(take(state, message));
  if (message.type === 'changed') refresh();
});

function refresh(): void {
  send(requestOf(state.page, state.filter));
  if (state.page === 'cache' && state.chosen !== undefined) send({ type: 'show', digest: state.chosen });
}

draw();
send({ type: 'ready' });
refresh();
