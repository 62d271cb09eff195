import type { Tier } from '../../engine/domain/answer.ts';
import { t } from '../l10n.ts';

/** A tier of the cache for people. */
export function tierName(tier: Tier): string {
  const names: Readonly<Record<Tier, string>> = {
    none: t('new'),
    memory: t('memory'),
    shared: t('shared'),
    disk: t('disk'),
  };
  return names[tier];
}
