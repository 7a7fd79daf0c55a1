/** The error of a storage that cannot be used, on one line. Its cause may quote a key, so only the code of the cause is shown. */
export function unreachable(cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a connection string';
  return new Error(
    `Setting AzureWebJobsStorage: the storage cannot be used (${code}); expected an account or an emulator that answers`,
    { cause },
  );
}
