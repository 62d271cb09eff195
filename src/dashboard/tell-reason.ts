import { t } from './l10n.ts';

/** A reason of the engine in the display language, part by part; a part that is not known here stands as the engine says it. */
export function tellReason(reason: string): string {
  return reason
    .split('; ')
    .map((part) => whole()[part] ?? begun(part) ?? part)
    .join('; ');
}

function whole(): Readonly<Record<string, string>> {
  return {
    'first asked': t('first asked'),
    'asked anew': t('asked anew'),
    'not in the cache': t('not in the cache'),
    'nothing in the workspace changed': t('nothing in the workspace changed'),
    'the changes do not reach its files': t('the changes do not reach its files'),
    'nothing that it rests on changed since it was last asked': t(
      'nothing that it rests on changed since it was last asked',
    ),
    'the definition of the agent changed': t('the definition of the agent changed'),
    'new commits in its files': t('new commits in its files'),
    'dependencies changed': t('dependencies changed'),
    'findings changed': t('findings changed'),
    'its question has a newer answer, or was asked too long ago': t(
      'its question has a newer answer, or was asked too long ago',
    ),
    'asked in a conversation or at a selection, which is not kept': t(
      'asked in a conversation or at a selection, which is not kept',
    ),
    'what it rests on changed, and another answer fits': t('what it rests on changed, and another answer fits'),
    'its question, model and settings stand': t('its question, model and settings stand'),
    'its question, model and settings stand, and so do its file': t('its question, model, settings and file stand'),
    'shared a stream in flight': t('shared a stream in flight'),
  };
}

/** What names files, a model or a figure behind its first words. */
function begun(part: string): string | undefined {
  const [, files = ''] = /^its question, model and settings stand, and so do its (\d+) files$/.exec(part) ?? [];
  if (files !== '') return t('its question, model, settings and {0} files stand', files);
  const [, words = '', rest = ''] = /^([a-zA-Z. ]+): (.+)$/.exec(part) ?? [];
  const tell: Readonly<Record<string, string>> = {
    changed: t('changed: {0}', rest),
    'now relevant': t('now relevant: {0}', rest),
    'no longer relevant': t('no longer relevant: {0}', rest),
    'other lines matter now': t('other lines matter now: {0}', rest),
    'the model changed': t('the model changed: {0}', rest),
  };
  return tell[words];
}
