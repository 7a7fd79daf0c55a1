import { FluentProvider, Spinner } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { startSession } from '../api/sign-in.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { useLanguage } from '../parts/language.ts';
import { useStaticStyles } from '../parts/page-style.ts';
import { SpeechContext } from '../parts/speech.tsx';
import { queryDefaults } from '../parts/use-polled.ts';
import { loadLanguage } from '../texts/load-language.ts';
import type { Speech } from '../texts/speech.ts';
import { Boundary } from './boundary.tsx';
import { Frame } from './frame.tsx';
import { Outdated } from './outdated.tsx';
import { useTheme } from './theme.ts';

const queries = new QueryClient({ defaultOptions: queryDefaults });

/** The whole page. */
export function App() {
  useStaticStyles();
  const theme = useTheme();
  const language = useLanguage();
  const [speech, setSpeech] = useState<Speech>();
  const [isOutdated, setOutdated] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    loadLanguage(language).then(
      (loaded) => {
        if (!isCurrent) return;
        document.documentElement.lang = language;
        setSpeech(loaded);
      },
      () => setOutdated(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return (
    <FluentProvider theme={theme}>
      <QueryClientProvider client={queries}>
        {isOutdated && <Outdated speech={speech} />}
        {speech ? (
          <SpeechContext value={speech}>
            <Boundary>
              <Session />
            </Boundary>
          </SpeechContext>
        ) : (
          !isOutdated && <Spinner />
        )}
      </QueryClientProvider>
    </FluentProvider>
  );
}

/** Starts the session, and tries again when the app does not answer. */
function Session() {
  const [error, setError] = useState<unknown>();
  const start = () => {
    setError(undefined);
    startSession().catch(setError);
  };
  useEffect(start, []);
  return (
    <>
      {error !== undefined && <ErrorBar error={error} onTryAgain={start} />}
      <Frame />
    </>
  );
}
