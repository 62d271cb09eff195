import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './panel.css';
import { Panel } from './panel.tsx';
import { type FromPanel, isToPanel, PROTOCOL_VERSION } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

const editor = acquireVsCodeApi();
const root = document.getElementById('panel');
const send = (type: FromPanel['type']): void => editor.postMessage({ version: PROTOCOL_VERSION, type });

function draw(message: unknown): void {
  if (root === null) return;
  if (!isToPanel(message)) {
    render(<p class="notice">WEE was updated. Reload the window to see its figures.</p>, root);
  } else if (message.type === 'failed') {
    render(
      <section class="empty">
        <p>⚠ {message.message}</p>
        <p>{message.remedy}</p>
        <button type="button" onClick={() => send('retry')}>
          Retry
        </button>
      </section>,
      root,
    );
  } else {
    const { snapshot, folder, trusted } = message;
    render(<Panel snapshot={snapshot} folder={folder} trusted={trusted} onAsk={() => send('ask')} />, root);
  }
}

if (root !== null) render(<p class="quiet">Loading…</p>, root);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => draw(data));
send('ready');
