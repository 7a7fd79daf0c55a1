import { useEffect } from 'react';
import type { Overview } from '../api/overview.ts';
import { useSpeech } from '../parts/speech.tsx';
import type { View } from '../views/view.ts';
import { views } from '../views/views.ts';

/** Keeps the title of the tab: how many things need attention, the view and the environment. */
export function useTabTitle(
  view: View | undefined,
  environmentId: string | undefined,
  overview: Overview | undefined,
): void {
  const speech = useSpeech();
  const name = view ? speech.text(view.title) : 'Insight Triggers';
  const title =
    environmentId === undefined ? name : speech.text('frame.title', { view: name, environment: environmentId });
  const home: View = views[0];
  const count = overview ? (home.badge?.(overview) ?? 0) : 0;
  const whole = count > 0 ? speech.text('frame.title-attention', { count, title }) : title;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
