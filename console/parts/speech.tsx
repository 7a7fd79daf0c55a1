import { createContext, use } from 'react';
import type { Speech } from '../texts/speech.ts';

/** The language of the page, for every component in it. */
export const SpeechContext = createContext<Speech | undefined>(undefined);

/** What says texts, numbers and times in the language of the page. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('this component is drawn before a language is there');
  return speech;
}
