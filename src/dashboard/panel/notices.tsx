import { t } from '../l10n.ts';
import type { PanelModel, PanelRequest } from './protocol.ts';

interface Notice {
  readonly text: string;
  /** A choice of the person's, not a lack. */
  readonly info?: true;
  /** What a button does about it. */
  readonly action?: { readonly label: string; readonly request: PanelRequest };
}

/** What is missing, degraded or switched off, each with what to do about it where something can be done. */
export function Notices({
  model,
  send,
}: {
  readonly model: PanelModel;
  readonly send: (request: PanelRequest) => void;
}) {
  return (
    <>
      {noticesOf(model).map(({ text, info, action }) => (
        <p class={info ? 'notice info' : 'notice'} key={text}>
          {info ? 'ℹ' : '⚠'} {text}
          {action !== undefined && (
            <>
              {' '}
              <button type="button" class="link" onClick={() => send(action.request)}>
                {action.label}
              </button>
            </>
          )}
        </p>
      ))}
    </>
  );
}

function noticesOf({ snapshot, index, trusted, offline }: PanelModel): Notice[] {
  return [
    ...(trusted
      ? []
      : [
          {
            text: t('This workspace is not trusted: local analysis only, git is not run, answers stay in memory.'),
            action: { label: t('Manage Trust'), request: 'manageTrust' as const },
          },
        ]),
    ...(offline
      ? [
          {
            info: true as const,
            text: t('Offline: no connection is opened. Questions are answered on this machine.'),
            action: { label: t('Setting'), request: 'offlineSetting' as const },
          },
        ]
      : []),
    ...(index.state === 'paused'
      ? [
          {
            text: t('Indexing is paused: answers rest on the {0} files read so far.', index.files),
            action: { label: t('Resume'), request: 'resumeIndexing' as const },
          },
        ]
      : []),
    ...(index.state === 'failed'
      ? index.notices.map((text) => ({ text, action: { label: t('Run Doctor'), request: 'doctor' as const } }))
      : index.notices.map((text) => ({ text }))),
    ...snapshot.notices.map((text) => ({ text })),
  ];
}
