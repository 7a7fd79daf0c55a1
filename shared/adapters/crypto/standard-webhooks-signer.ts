import { Webhook } from 'standardwebhooks';
import type { Signer } from '../../application/ports.ts';

/** Signs by the Standard Webhooks specification, version 1 (HMAC-SHA256). */
export const standardWebhooksSigner: Signer = {
  sign: (secret, { id, sentAt, body }) => new Webhook(secret).sign(id, new Date(sentAt), body),
};
