import type { HttpRequest, HttpResponseInit } from '@azure/functions';

/** What a request to this address may do. */
const ALLOW = 'POST, OPTIONS';

/**
 * Grants the sender of CloudEvents what it asks for ("HTTP 1.1 Web Hooks for Event Delivery", 4): its name as origin, and no limit
 * to the rate. Without the name of an origin nothing is granted.
 */
export async function grantWebhook({ headers }: HttpRequest): Promise<HttpResponseInit> {
  const origin = headers.get('webhook-request-origin');
  if (!origin) return { status: 200, headers: { allow: ALLOW } };
  return {
    status: 200,
    headers: { allow: ALLOW, 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' },
  };
}
