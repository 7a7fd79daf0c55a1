import type { Emulator } from '../emulator.ts';
import { styled } from './terminal.ts';

/** What the greeting tells. */
export interface Greeting {
  readonly url: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly emulator: Emulator | undefined;
}

/** What a start prints once the app serves: its addresses, and how to see it work. */
export function greeting({ url, settings, emulator }: Greeting): string {
  const { REFRESH_STATUS_QUEUE = 'refresh-status', METRIC_CHANGE_QUEUE = 'metric-change' } = settings;
  const port = new URL(url).port;
  const rows = [
    ...(settings.CONSOLE === 'off' ? [] : [row('Console', styled('cyan', `${url}/api/console`))]),
    row('API', styled('cyan', `${url}/api`)),
    row('Health', styled('cyan', `${url}/api/health`)),
    row('Queues', `${REFRESH_STATUS_QUEUE}, ${METRIC_CHANGE_QUEUE}`),
    row('Storage', storageLine(emulator)),
  ];
  return `
${styled(['bold', 'green'], 'Insight Triggers is ready.')}

${rows.join('\n')}

See it work, in a second terminal:
  ${styled('bold', `npm run try${port === '7071' ? '' : ` -- --port ${port}`}`)}
Or send an event yourself, and watch this terminal:
  ${sendCommand(url)}

${styled('dim', 'Ctrl-C stops it. With `npm start -- --verbose` it shows its functions and every call.')}
`;
}

function row(name: string, text: string): string {
  return `  ${styled('bold', name.padEnd(9))} ${text}`;
}

function storageLine(emulator: Emulator | undefined): string {
  if (!emulator) return 'the account of AzureWebJobsStorage';
  if (emulator.kind === 'of-the-user') return 'your storage emulator on ports 10000 to 10002';
  const { blob, queue, table } = emulator.ports;
  return `Azurite on ports ${blob}, ${queue}, ${table}; data in .azurite/`;
}

/** In the shell that is usual on this system. */
function sendCommand(url: string): string {
  const event = JSON.stringify({
    eventId: 'e-1',
    environmentId: 'contoso',
    operation: 'ingestion',
    name: 'crm-contacts',
    status: 'failed',
    runId: 'job-1',
    endedAt: new Date().toISOString(),
  });
  const address = `${url}/api/events/refresh-status`;
  if (process.platform === 'win32')
    return `Invoke-RestMethod -Method Post ${address} -ContentType application/json -Body '${event}'`;
  return `curl ${address} -H 'content-type: application/json' -d '${event}'`;
}
