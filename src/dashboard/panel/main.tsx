import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import '../dashboard.css';
import { t } from '../l10n.ts';
import { Failed } from './failed.tsx';
import { Panel } from './panel.tsx';
import { type FromPanel, isToPanel, type PanelRequest, PROTOCOL_VERSION } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

const editor = acquireVsCodeApi();
const root = document.getElementById('panel');
const send = (type: PanelRequest): void => editor.postMessage({ version: PROTOCOL_VERSION, type });

function draw(message: unknown): void {
  if (root === null) return;
  root.removeAttribute('aria-busy');
  if (!isToPanel(message)) {
    render(<p class="notice">⚠ {t('WEE was updated. Reload the window to see its figures.')}</p>, root);
  } else if (message.type === 'failed') render(<Failed {...message} send={send} />, root);
  else render(<Panel model={message} send={send} />, root);
}

if (root !== null) render(<p class="quiet">{t('WEE starts…')}</p>, root);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => draw(data));
send('ready');
