import type { ClientRequest } from 'node:http';

/** A receiver that is still at work may send an interim answer every second or so. */
const MAX_INTERIM_ANSWERS = 100;

/** Ends a request whose receiver floods it with interim (1xx) answers. Parsing them would take time from other attempts. */
export function limitInterimAnswers(sent: ClientRequest): void {
  let seen = 0;
  sent.on('information', () => {
    seen += 1;
    if (seen === MAX_INTERIM_ANSWERS) sent.destroy(floodError());
  });
}

function floodError(): Error {
  return Object.assign(new Error('too many interim answers'), { code: 'ECONNRESET' });
}
