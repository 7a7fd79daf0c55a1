import { useEffect, useRef } from 'react';
import type { Overview } from '../api/overview.ts';
import { announce } from '../parts/announcements.tsx';
import { useSpeech } from '../parts/speech.tsx';

/** Tells those who hear the page what a poll has brought: new firings and dead letters of the same environment. */
export function useNews(overview: Overview | undefined): void {
  const speech = useSpeech();
  const last = useRef<Overview>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = overview;
    if (!overview || before?.environmentId !== overview.environmentId) return;
    const known = new Set(before.firings.map(({ id }) => id));
    const firings = overview.firings.filter(({ id }) => !known.has(id)).length;
    const letters = overview.deadLetters.count - before.deadLetters.count;
    const news = [
      firings > 0 && speech.text('frame.new-firings', { count: firings }),
      letters > 0 && speech.text('frame.new-dead-letters', { count: letters }),
    ];
    const words = news.filter((word) => word !== false).join(', ');
    if (words !== '') announce(words);
  }, [overview, speech]);
}
