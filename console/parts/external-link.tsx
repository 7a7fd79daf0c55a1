import { Link } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import { useSpeech } from './speech.tsx';

/** A link to another site, in a new tab; that site does not learn where it was. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: string }) {
  const speech = useSpeech();
  return (
    <Link href={href} target="_blank" rel="noreferrer" aria-label={speech.text('link.new-tab', { name: children })}>
      {children} <OpenRegular />
    </Link>
  );
}
