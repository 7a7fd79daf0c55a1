import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Answer } from '../../domain/classify-answer.ts';

/** An error of the platform is a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** Only in these answers does the body say what the status does not. */
const TELLING: ReadonlySet<number> = new Set([400, 404]);

const errorBody = z.object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) });

/** What matters of a response. No body is read further than its limit, nor at all when the status has said everything. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const answer: Answer = {
    status,
    retryAfter: response.headers['retry-after'],
    workflowRunId: textHeader(response, 'x-ms-workflow-run-id'),
  };
  if (TELLING.has(status)) return { ...answer, ...errorOf(await readLimited(response)) };
  drain(response);
  return answer;
}

function textHeader({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.slice(0, 256) : undefined;
}

/** Lets a short body pass, so that the connection can be used again, and cuts off a long one. */
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
    const { error } = errorBody.parse(JSON.parse(text));
    return { errorCode: error.code, errorMessage: error.message };
  } catch {
    return {};
  }
}
