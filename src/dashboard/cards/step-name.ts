import { t } from '../l10n.ts';

/** A step of a question for people; one that is not known goes by its own name. */
export function stepName(step: string): string {
  const names: Readonly<Record<string, string>> = {
    context: t('context'),
    prompt: t('prompt'),
    cache: t('cache'),
    approval: t('approval'),
    route: t('choice'),
    backend: t('answer'),
    store: t('keeping'),
  };
  return names[step] ?? step;
}
