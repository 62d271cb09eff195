import { useEffect, useRef, useState } from 'preact/hooks';
import { formatShare } from '../format.ts';
import { t } from '../l10n.ts';

/** ms between two announcements, so that a screen reader can finish a sentence. */
const PAUSE_MS = 5_000;

/** Tells a screen reader how the figures stand when questions have ended, not at every redraw. */
export function Announcement({ asked, hits }: { readonly asked: number; readonly hits: number }) {
  const text = t('{0} questions, {1} from cache', asked, formatShare(hits, asked));
  const [said, say] = useState('');
  const waiting = useRef(false);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (asked === 0 || waiting.current || said === text) return;
    waiting.current = true;
    setTimeout(() => {
      waiting.current = false;
      say(latest.current);
    }, PAUSE_MS);
  }, [text, said, asked]);
  return (
    <p class="hidden" role="status">
      {said}
    </p>
  );
}
