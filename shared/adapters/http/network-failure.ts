import type { SendResult } from '../../domain/classify-answer.ts';

type Reason = Extract<SendResult, { kind: 'failed' }>['reason'];

const REASONS: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/^(ABORT_ERR|ETIMEDOUT)$/, 'timeout'],
  [/^(ENOTFOUND|ENODATA|EAI_\w+|ESERVFAIL|EREFUSED|ENOMEM)$/, 'dns'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|HPE_\w+)$/, 'reset'],
  [/^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/, 'tls'],
];

/** The kind of a network failure. Coarse on purpose: details would let a subscriber scan a network through this app. */
export function failureReason(error: Error): Reason {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'connect';
}
