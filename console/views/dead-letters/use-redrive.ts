import { type DeadLetter, redriveDeadLetter } from '../../api/dead-letters.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useActions } from '../../parts/use-actions.ts';

/** Redrives one dead letter, and says what became of it. */
export function useRedrive(): (letter: DeadLetter) => Promise<void> {
  const speech = useSpeech();
  const { tryTo } = useActions();
  return (letter) => tryTo(() => redriveDeadLetter(letter), speech.text('dead-letters.redriven', { count: 1 }));
}
