import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll } from '@jest/globals';
import { type Azurite, freePorts, type StoragePorts, startAzurite } from '../../local/azurite.ts';

/** A storage emulator for all tests of a file. */
export interface TestStorage {
  readonly connectionString: string;
  readonly queues: QueueServiceClient;
  /** Takes the storage away. */
  stop(): Promise<void>;
  /** Brings the storage back on the same ports, empty. */
  restart(): Promise<void>;
}

/** Starts Azurite in memory before the tests of a file and stops it after them. */
export function useAzurite(): TestStorage {
  let azurite: Azurite | undefined;
  let ports: StoragePorts | undefined;
  const started = () => {
    if (!azurite) throw new Error('the storage has not started');
    return azurite;
  };
  const restart = async () => {
    ports ??= await freePorts();
    azurite = await startAzurite({ ports });
  };
  beforeAll(restart, 90_000);
  // Absent when the start has failed, which has been reported already.
  afterAll(() => azurite?.stop());
  return {
    get connectionString() {
      return started().connectionString;
    },
    get queues() {
      return QueueServiceClient.fromConnectionString(started().connectionString);
    },
    stop: () => started().stop(),
    restart,
  };
}
