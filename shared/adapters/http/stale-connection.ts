import type { ClientRequest } from 'node:http';
import { failureReason } from './network-failure.ts';

/**
 * Watches the connection of a request. The result tells of an error whether the request was reset on a kept-alive connection
 * before any byte of an answer: the receiver had given the connection up, which says nothing about the receiver.
 */
export function watchReuse(sent: ClientRequest): (error: Error) => boolean {
  let isAnswered = false;
  sent.once('socket', (socket) => {
    const onData = () => {
      isAnswered = true;
    };
    socket.once('data', onData);
    sent.once('close', () => socket.off('data', onData));
  });
  return (error) => sent.reusedSocket && !isAnswered && failureReason(error) === 'reset';
}
