// The dashboard outside the editor: stands where the editor's API is, before the page's own script.
import './theme.css';
import type { FromTab, ToTab } from '../tab/protocol.ts';

/** ms between two looks for answers that other processes made. */
const LOOK_MS = 3_000;
/** What the page remembers over a reload. */
const STATE = 'wee.dashboard';

const { version } = document.documentElement.dataset;

const told = (message: ToTab): void => window.postMessage(message, location.origin);

function send(message: FromTab): void {
  if (
    message.type === 'clear' &&
    !confirm('Remove these answers? They would have to be made anew. This cannot be undone.')
  )
    return;
  fetch('message', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  })
    .then((response) => response.json())
    .then((messages: readonly ToTab[]) => {
      for (const one of messages) told(one);
    })
    .catch(() => {
      told({
        version: Number(version) as ToTab['version'],
        type: 'failed',
        message: 'The command that serves this page has ended.',
        remedy: 'Start it anew: wee dashboard.',
      });
    });
}

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: send,
    getState: (): unknown => JSON.parse(sessionStorage.getItem(STATE) ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem(STATE, JSON.stringify(state)),
  }),
});

setInterval(() => {
  if (document.visibilityState === 'visible') told({ version: Number(version) as ToTab['version'], type: 'changed' });
}, LOOK_MS);
