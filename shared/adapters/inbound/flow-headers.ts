/** The headers by which Power Automate and Logic Apps identify the calling flow. */
const FLOW_HEADERS = [
  'x-ms-workflow-subscription-id',
  'x-ms-workflow-resourcegroup-name',
  'x-ms-workflow-name',
  'x-ms-workflow-operation-name',
] as const;

/** The identity of the calling flow: every header that is present, with its name. `undefined` without the name of the flow. */
export function flowOf(headers: { get(name: string): string | null }): string[] | undefined {
  if (!headers.get('x-ms-workflow-name')) return undefined;
  return FLOW_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value ? [name, value] : [];
  });
}

/** What the platform calls the calling flow. */
export function flowIdOf(headers: { get(name: string): string | null }): string | undefined {
  return headers.get('x-ms-workflow-name') || undefined;
}

/** The version of the flow, which changes each time that the flow is saved. */
export function versionOf(headers: { get(name: string): string | null }): string | undefined {
  return headers.get('x-ms-workflow-version') || undefined;
}
