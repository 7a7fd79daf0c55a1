/** What the platform says of the flow that calls, from Power Automate and Logic Apps alike. */
const FLOW_HEADERS = [
  'x-ms-workflow-subscription-id',
  'x-ms-workflow-resourcegroup-name',
  'x-ms-workflow-name',
  'x-ms-workflow-operation-name',
] as const;

/** What names the flow: every one of the headers that is there, with its name. Without the flow's own name, nothing does. */
export function flowOf(headers: { get(name: string): string | null }): string[] | undefined {
  if (!headers.get('x-ms-workflow-name')) return undefined;
  return FLOW_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value ? [name, value] : [];
  });
}

/** The version of the flow, which is another one each time that it is saved. */
export function versionOf(headers: { get(name: string): string | null }): string | undefined {
  return headers.get('x-ms-workflow-version') || undefined;
}
