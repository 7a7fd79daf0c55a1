import * as z from 'zod';
import type { Settings } from '../config/settings.ts';
import type { HostLog } from '../log.ts';
import { messageOf } from '../refusal.ts';

const statusSchema = z.object({ Last: z.string(), Next: z.string(), LastUpdated: z.string() });

/** The times of the last and the next run, with the property names of Azure's status blob. */
export type TimerStatus = z.infer<typeof statusSchema>;

/** Keeps the status of timers across restarts, so that a missed run is made up for once. */
export interface TimerMonitor {
  read(functionName: string): Promise<TimerStatus | undefined>;
  write(functionName: string, status: TimerStatus): Promise<void>;
}

const retryOptions = { maxTries: 1, tryTimeoutInMs: 5_000 };
const container = 'azure-webjobs-hosts';

interface MonitorParts {
  readonly settings: Settings;
  readonly hostId: string;
  readonly log: HostLog;
}

/** Opens the status blobs in the host's storage; logs a warning and returns undefined when it cannot be reached. */
export async function openTimerMonitor({ settings, hostId, log }: MonitorParts): Promise<TimerMonitor | undefined> {
  const connection = settings.get('AzureWebJobsStorage');
  try {
    if (!connection) throw new Error('AzureWebJobsStorage holds no connection string');
    const { BlobServiceClient } = await import('@azure/storage-blob');
    const client = BlobServiceClient.fromConnectionString(connection, { retryOptions }).getContainerClient(container);
    await client.createIfNotExists();
    const blobOf = (functionName: string) =>
      client.getBlockBlobClient(`timers/${hostId}/Host.Functions.${functionName}/status`);
    return {
      read: async (functionName) => {
        const blob = blobOf(functionName);
        if (!(await blob.exists())) return undefined;
        return statusSchema.parse(JSON.parse((await blob.downloadToBuffer()).toString()));
      },
      write: async (functionName, status) => {
        const content = JSON.stringify(status);
        await blobOf(functionName).upload(content, Buffer.byteLength(content));
      },
    };
  } catch (error) {
    log.warning(
      `Timers run without a monitor, so runs missed while the host is down are not made up for: ${messageOf(error).split('\n', 1)[0]}.`,
    );
    return undefined;
  }
}
