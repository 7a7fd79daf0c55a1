import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import type { Line, Trouble, WireAnswer, WireRequest } from './wire.ts';

/** Milliseconds before each repetition; the platform's are minutes. */
const WAITS = [20, 40, 80, 160];

/** The trigger could not be registered: what the maker reads. */
export class RegistrationFailed extends Error {
  /** Whether the platform blames the moment rather than the maker. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean) {
    super(message);
    this.name = 'RegistrationFailed';
    this.isTransient = isTransient;
  }
}

/** How a platform goes about a DELETE: nobody has written that down, so all of these occur. */
export interface Deletes {
  /** None when the platform forgets, or two. */
  readonly count?: 0 | 1 | 2;
  readonly withKey?: boolean;
  /** Whether a failure that may pass is tried again. */
  readonly persists?: boolean;
  /** What befalls it on its way. */
  readonly troubles?: readonly Trouble[];
}

/** The app hears of it in the end. */
export const heardDeletes: Readonly<Record<string, Deletes>> = {
  'sent with the key': {},
  'sent without the key': { withKey: false },
  'sent twice': { count: 2 },
  'lost and repeated': { troubles: ['request-lost'] },
  'repeated as its answer was lost': { troubles: ['answer-lost'] },
  'cut off and repeated': { troubles: ['cut-off'] },
  'repeated after a 503': { withKey: false, troubles: [{ status: 503 }] },
};

/** The app never hears of it. */
export const unheardDeletes: Readonly<Record<string, Deletes>> = {
  'never sent': { count: 0 },
  'given up after a 503': { persists: false, troubles: [{ status: 503 }] },
};

interface Way {
  readonly connection: Connection;
  readonly line: Line;
}

/** Sends a request until there is an answer that counts; its body does not. Gives the Location, if it is one to delete by. */
export async function subscribe({ connection, line }: Way, request: WireRequest): Promise<string | undefined> {
  const answer = await untilAnswered(line, request);
  if (!answer) throw new RegistrationFailed('The service did not answer; try again later', true);
  if (!isSuccess(answer)) throw new RegistrationFailed(messageOf(answer), mayPass(answer));
  const { location = '' } = answer.headers;
  const target = connection.targetOf(location);
  return target && connection.definition.deleting(target) ? location : undefined;
}

/** Deletes by the Location as it was given, in such a manner. Answers what went wrong, in words. */
export async function unsubscribe(
  { connection, line }: Way,
  { url, headers, manner }: { url: string; headers: WireRequest['headers']; manner: Deletes },
): Promise<string[]> {
  const { count = 1, withKey = true, persists = true, troubles = [] } = manner;
  line.trouble('DELETE', ...troubles);
  const request = { method: 'DELETE', url, headers: { ...headers, ...(withKey && connection.credentials) } };
  const problems: string[] = [];
  for (let sent = 0; sent < count; sent++) {
    const answer = await untilAnswered(line, request, persists ? WAITS : []);
    const isDone = !answer || mayPass(answer) || isSuccess(answer) || answer.status === 404;
    if (!isDone) problems.push(messageOf(answer));
  }
  return problems;
}

/** Repeats a request, bit for bit, while what comes may pass. No answer at all is the last resort. */
async function untilAnswered(line: Line, request: WireRequest, waits = WAITS): Promise<WireAnswer | undefined> {
  let last: WireAnswer | undefined;
  for (const wait of [...waits, undefined]) {
    last = await line.send(request).catch(() => undefined);
    if (last && !mayPass(last)) return last;
    if (wait !== undefined) await sleep(wait);
  }
  return last;
}

function mayPass({ status }: WireAnswer): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function isSuccess({ status }: WireAnswer): boolean {
  return status >= 200 && status < 300;
}

/** The readable error, when there is one. */
function messageOf({ status, text }: WireAnswer): string {
  try {
    const { code, message } = (JSON.parse(text) as { error: { code: string; message: string } }).error;
    return `${status} ${code}: ${message}`;
  } catch {
    return `${status}: the service gave no reason`;
  }
}
