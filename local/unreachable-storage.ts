/** A storage that cannot be used, on one line. The cause may quote a key, so only its code is shown. */
export class UnreachableStorage extends Error {
  constructor(setting: 'AzureWebJobsStorage' | 'EventsStorage', cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a connection string';
    super(`Setting ${setting}: the storage cannot be used (${code}); expected an account or an emulator that answers`, {
      cause,
    });
    this.name = 'UnreachableStorage';
  }
}
