import type { WeeError } from '../../errors.ts';

/** What another instance might do better. A question that was cancelled or whose answer has no end is not asked again. */
export function worthAnother({ code }: WeeError): boolean {
  return (
    code.startsWith('backend-') ||
    code === 'over-budget' ||
    code === 'queue-full' ||
    code === 'queue-timeout' ||
    code === 'no-instance'
  );
}
