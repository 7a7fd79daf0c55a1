import { Button, Link } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { firingsLink, subscriptionsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { TextBlock } from '../../parts/text-block.tsx';
import { Time } from '../../parts/time.tsx';
import { letterParameters } from './dead-letters-address.ts';
import { nameOfLetter } from './letter-words.ts';
import { ForgetDialog } from './many-dialogs.tsx';
import { useRedrive } from './use-redrive.ts';

/** Everything that is known of one dead letter. */
export function LetterPane({ letter }: { readonly letter: DeadLetter | undefined }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <SidePane title={speech.text('dead-letters.pane')} parameters={letterParameters}>
      <div className={styles.view}>
        {letter ? <Details letter={letter} /> : <p>{speech.text('dead-letters.no-longer')}</p>}
      </div>
    </SidePane>
  );
}

function Details({ letter }: { readonly letter: DeadLetter }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const redrive = useRedrive();
  const [isForgetting, setForgetting] = useState(false);
  return (
    <>
      <LetterFacts letter={letter} />
      <div className={styles.row}>
        <Button icon={<ArrowClockwiseRegular />} onClick={() => void redrive(letter)}>
          {speech.text('dead-letters.redrive')}
        </Button>
        <Button icon={<DeleteRegular />} onClick={() => setForgetting(true)}>
          {speech.text('dead-letters.forget-dialog')}
        </Button>
      </div>
      <LastAnswer letter={letter} />
      {letter.original !== undefined && (
        <TextBlock title={speech.text('dead-letters.original')} text={letter.original} />
      )}
      {isForgetting && <ForgetDialog letters={[letter]} onClose={() => setForgetting(false)} />}
    </>
  );
}

function LetterFacts({ letter }: { readonly letter: DeadLetter }) {
  const speech = useSpeech();
  const { id, source, code, reasonText, receivedAt, environmentId, queue, triggerType } = letter;
  const { subscriptionId, firingId, notificationId } = letter;
  return (
    <Facts>
      <Fact name={speech.text('dead-letters.source')}>{speech.text(`dead-letters.one-${source}`)}</Fact>
      <Fact name={speech.text('dead-letters.code')}>
        <code>{code}</code>
      </Fact>
      <Fact name={speech.text('dead-letters.reason')}>{reasonText}</Fact>
      <Fact name={speech.text('dead-letters.received')}>
        <Time at={receivedAt} />
      </Fact>
      <Fact name={speech.text('environment.label')}>{environmentId}</Fact>
      <Fact name={speech.text('dead-letters.queue')}>{queue && <code>{queue}</code>}</Fact>
      <Fact name={speech.text('flow.trigger')}>{triggerType && speech.text(`trigger.${triggerType}`)}</Fact>
      <Fact name={speech.text('dead-letters.subscription')}>
        {subscriptionId && <Link href={subscriptionsLink(environmentId, subscriptionId)}>{nameOfLetter(letter)}</Link>}
      </Fact>
      <Fact name={speech.text('dead-letters.firing')}>
        {environmentId && firingId && <Link href={firingsLink(environmentId, firingId)}>{firingId}</Link>}
      </Fact>
      <Fact name={speech.text('dead-letters.notification')}>
        {notificationId && <Id id={notificationId} name={speech.text('dead-letters.notification')} />}
      </Fact>
      <Fact name={speech.text('dead-letters.id')}>
        <Id id={id} name={speech.text('dead-letters.id')} />
      </Fact>
    </Facts>
  );
}

function Id({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <>
      <code>{id}</code> <CopyButton text={id} name={name} />
    </>
  );
}

/** What the last attempt got. */
function LastAnswer({ letter: { lastAnswer } }: { readonly letter: DeadLetter }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  if (!lastAnswer) return null;
  const { at, durationMs, status, reasonText } = lastAnswer;
  return (
    <section className={styles.section} aria-labelledby="last-answer">
      <h3 id="last-answer" className={styles.heading}>
        {speech.text('dead-letters.last-answer')}
      </h3>
      <span className={styles.row}>
        {status !== undefined && <span>{`HTTP ${status}`}</span>}
        <span>{speech.text('dead-letters.ms', { ms: Math.round(durationMs) })}</span>
        <Time at={at} />
      </span>
      {reasonText && <span>{reasonText}</span>}
    </section>
  );
}
