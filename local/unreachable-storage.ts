/** A storage that cannot be used, on one line. The cause may quote a key, so only its code is shown. */
export class UnreachableStorage extends Error {
  constructor(setting: 'AzureWebJobsStorage' | 'EventsStorage', cause: unknown) {
    const [why, expected] = explain(cause);
    super(`Setting ${setting}: the storage cannot be used (${why}); expected ${expected}`, { cause });
    this.name = 'UnreachableStorage';
  }
}

function explain(cause: unknown): [why: string, expected: string] {
  const { code, statusCode, name } = fieldsOf(cause);
  if (statusCode === 401 || statusCode === 403)
    return [`${statusCode}, it refuses the key`, "the account's current AccountKey, or a signature that allows it"];
  if (name === 'AbortError') return ['no answer in time', 'an account or an emulator that answers'];
  if (code === undefined && statusCode === undefined)
    return ['not a connection string', 'one as the portal shows it, or UseDevelopmentStorage=true'];
  return [String(code ?? statusCode), 'an account or an emulator that answers'];
}

function fieldsOf(cause: unknown): { code?: unknown; statusCode?: unknown; name?: unknown } {
  return cause instanceof Error ? cause : {};
}
