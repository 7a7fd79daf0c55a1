import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readConfig } from '../../api/config.ts';
import type { PackageKind } from '../../packages/packages.ts';
import { announce } from '../../parts/announcements.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useSpeech } from '../../parts/speech.tsx';

/** Makes a package for the host of this page, and saves it. */
export function DownloadButton({ kind }: { readonly kind: PackageKind }) {
  const speech = useSpeech();
  const notices = useNotices();
  const [isBusy, setBusy] = useState(false);
  const { data: config } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => readConfig(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const save = async () => {
    setBusy(true);
    try {
      const { packageFile } = await import('../../packages/packages.ts');
      const { name, content } = packageFile(kind, location.host, config?.connectorName);
      saveFile(name, content);
      const text = speech.text('export.downloaded', { file: name });
      notices.succeeded(text);
      announce(text);
    } catch (fault) {
      notices.failed(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span>
      <Button icon={<ArrowDownloadRegular />} disabledFocusable={isBusy} onClick={() => void save()}>
        {speech.text(`export.download-${kind}`)}
      </Button>
    </span>
  );
}
