/** What stands for the environment when none is known. */
const UNKNOWN = 'ENVIRONMENT';

/** What the examples wait for: all runs of all data sources that fail. */
const CALLS = '/api/triggers/data-source-refresh-failed';

/** The command that subscribes a receiver. */
export function subscribeCommand(origin: string, environmentId = UNKNOWN): string {
  const body = JSON.stringify({ environmentId, callbackUrl: 'https://RECEIVER', label: 'LABEL' });
  return [
    `curl -i ${quoted(`${origin}${CALLS}/subscriptions`)} \\`,
    `  -H "x-functions-key: $KEY" -H 'content-type: application/json' \\`,
    `  -d ${quoted(body)}`,
  ].join('\n');
}

/** What the trigger HTTP Webhook of a logic app sends to subscribe. */
export function subscribeRequest(origin: string, environmentId = UNKNOWN): string {
  const body = { environmentId, callbackUrl: '@{listCallbackUrl()}', label: "@{workflow()['name']}" };
  return request(`${origin}${CALLS}/subscriptions`, body);
}

/** What the trigger HTTP Webhook of a logic app sends to unsubscribe. */
export function unsubscribeRequest(origin: string): string {
  return request(`${origin}${CALLS}/unsubscribe`, { callbackUrl: '@{listCallbackUrl()}' });
}

function request(address: string, body: object): string {
  return `POST ${address}\n\n${JSON.stringify(body, undefined, 2)}`;
}

/** As a shell takes it, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
