import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Answer } from '../../domain/classify-answer.ts';
import { parseJson } from '../../domain/json-text.ts';

/** Errors of the platform have a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** The statuses whose meaning depends on the body. */
const STATUSES_WITH_BODY: ReadonlySet<number> = new Set([400, 404]);

/** What else an error holds does not matter: a code counts without a readable message. */
const word = z.string().optional().catch(undefined);

const errorBody = z.object({ error: z.object({ code: word, message: word }) });

/** Reads the parts of a response that decide about a delivery. Reads the body only where it matters, and only up to a limit. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const answer: Answer = {
    status,
    retryAfter: response.headers['retry-after'],
    workflowRunId: textHeader(response, 'x-ms-workflow-run-id'),
  };
  if (STATUSES_WITH_BODY.has(status)) return { ...answer, ...errorOf(await readLimited(response)) };
  drain(response);
  return answer;
}

function textHeader({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.slice(0, 256) : undefined;
}

/** Discards a short body, so that the connection can be reused. A long body closes the connection. */
function drain(response: IncomingMessage): void {
  let seen = 0;
  response.on('error', () => {});
  response.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > MAX_BODY_BYTES) response.destroy();
  });
}

async function readLimited(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let seen = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    seen += chunk.length;
    if (seen > MAX_BODY_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function errorOf(text: string): Pick<Answer, 'errorCode' | 'errorMessage'> {
  try {
    const { error } = errorBody.parse(parseJson(text));
    return { errorCode: error.code, errorMessage: error.message };
  } catch {
    return {};
  }
}
