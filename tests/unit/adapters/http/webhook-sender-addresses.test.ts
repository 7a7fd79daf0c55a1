import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Resolve } from '../../../../shared/adapters/http/callback-policy.ts';
import type { WebhookSender } from '../../../../shared/application/ports.ts';
import { startReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { localPolicy, type RawServer, senderWith, startRaw, webhookTo } from './sender-setup.ts';

const REFUSED = { kind: 'refused', reason: 'address-not-allowed' };
const METADATA = '169.254.169.254';

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startReceiver();
});

beforeEach(() => receiver.respondWith((_request, response) => void response.writeHead(202).end()));

afterAll(() => receiver.close());

/** A name server that answers the next of these each time it is asked, and the last one from then on. */
function flipping(...answers: string[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = async (host) => {
    asked.push(host);
    return answers[Math.min(asked.length, answers.length) - 1] ?? [];
  };
  return { resolve, asked };
}

async function statusOf(sender: WebhookSender, url: string): Promise<number | string> {
  const result = await sender.send(webhookTo(url));
  return result.kind === 'answered' ? result.answer.status : result.kind;
}

describe('a connection is reused', () => {
  test('for webhooks one after another, and the name is resolved once', async () => {
    const ports = new Set<number | undefined>();
    receiver.respondWith((_request, response) => {
      ports.add(response.req.socket.remotePort);
      response.writeHead(202).end('{"some":"body"}');
    });
    const { resolve, asked } = flipping(['127.0.0.1']);
    const sender = senderWith({ resolve });
    for (let i = 0; i < 20; i++) expect(await statusOf(sender, `http://flow.test:${receiver.port}/${i}`)).toBe(202);
    expect(ports.size).toBe(1);
    expect(asked).toEqual(['flow.test']);
  });

  test('not between hosts, though their address is the same', async () => {
    const hosts = new Set<string | undefined>();
    const ports = new Set<number | undefined>();
    receiver.respondWith((request, response) => {
      hosts.add(request.headers.host);
      ports.add(response.req.socket.remotePort);
      response.writeHead(202).end();
    });
    const sender = senderWith();
    for (const host of ['a.test', 'b.test']) await statusOf(sender, `http://${host}:${receiver.port}/`);
    expect([...hosts]).toEqual([`a.test:${receiver.port}`, `b.test:${receiver.port}`]);
    expect(ports.size).toBe(2);
  });

  test('not when its receiver closes it, and nothing is lost', async () => {
    receiver.respondWith((_request, response) => void response.writeHead(202, { connection: 'close' }).end());
    const { resolve, asked } = flipping(['127.0.0.1']);
    const sender = senderWith({ resolve });
    for (let i = 0; i < 3; i++) expect(await statusOf(sender, `http://flow.test:${receiver.port}/`)).toBe(202);
    expect(asked).toHaveLength(3);
  });
});

describe('every connection is judged by its own resolution', () => {
  const closing = { connection: 'close' };

  test.each<[rule: string, answers: string[][], results: (number | string)[]]>([
    ['allowed, then the metadata service', [['127.0.0.1'], [METADATA]], [202, 'refused', 'refused']],
    ['the metadata service, then allowed', [[METADATA], ['127.0.0.1']], ['refused', 202, 202]],
    ['to and fro', [['127.0.0.1'], [METADATA], ['127.0.0.1']], [202, 'refused', 202]],
    ['a forbidden address behind an allowed one', [['127.0.0.1', METADATA]], ['refused']],
    ['a forbidden address in front of an allowed one', [[METADATA, '127.0.0.1']], ['refused']],
    ['a forbidden IPv6 address among allowed ones', [['127.0.0.1', 'fe80::1']], ['refused']],
    ['the mapped metadata service', [['::ffff:169.254.169.254']], ['refused']],
    ['the address of Azure', [['168.63.129.16']], ['refused']],
    ['something that is no address', [['localhost']], ['refused']],
  ])('%s', async (_rule, answers, results) => {
    receiver.respondWith((_request, response) => void response.writeHead(202, closing).end());
    const { resolve, asked } = flipping(...answers);
    const sender = senderWith({ resolve });
    const before = receiver.received.length;
    const seen: (number | string)[] = [];
    for (const _ of results) seen.push(await statusOf(sender, `http://rebind.test:${receiver.port}/`));
    expect(seen).toEqual(results);
    expect(asked).toHaveLength(results.length);
    expect(receiver.received.length - before).toBe(results.filter((result) => result === 202).length);
  });

  test('the socket goes to the judged address, whatever the name server says a moment later', async () => {
    const { resolve, asked } = flipping(['127.0.0.1'], [METADATA]);
    expect(await statusOf(senderWith({ resolve }), `http://rebind.test:${receiver.port}/`)).toBe(202);
    expect(asked).toEqual(['rebind.test']);
  });

  test('the name is resolved by us alone: one that the system knows leads where our resolver says', async () => {
    const { resolve } = flipping([METADATA]);
    const before = receiver.received.length;
    expect(await statusOf(senderWith({ resolve }), `http://localhost:${receiver.port}/`)).toBe('refused');
    expect(receiver.received).toHaveLength(before);
  });

  test('the second of two judged addresses is tried when the first refuses', async () => {
    const { resolve } = flipping(['127.0.0.2', '127.0.0.1']);
    expect(await statusOf(senderWith({ resolve }), `http://two.test:${receiver.port}/`)).toBe(202);
  });

  test('a trailing dot is no other name', async () => {
    const { resolve, asked } = flipping(['127.0.0.1']);
    expect(await statusOf(senderWith({ resolve }), `http://flow.test.:${receiver.port}/`)).toBe(202);
    expect(asked).toEqual(['flow.test']);
  });
});

describe('with the policy of Azure', () => {
  const strict = { ...localPolicy, allowInsecure: false };
  const listed = { ...strict, allowedHosts: ['.logic.azure.com'] };

  test.each<[rule: string, policy: typeof strict, url: string, answer: string[]]>([
    ['http', strict, 'http://a.test/', ['8.8.8.8']],
    ['a loopback literal', strict, 'https://127.0.0.1/', []],
    ['a loopback literal as a number', strict, 'https://2130706433/', []],
    ['an IPv6 loopback literal', strict, 'https://[::1]/', []],
    ['the mapped metadata service', strict, 'https://[::ffff:a9fe:a9fe]/', []],
    ['a name that leads to loopback', strict, 'https://a.test/', ['127.0.0.1']],
    ['a name that leads to a private address', strict, 'https://a.test/', ['10.0.0.1']],
    ['a host that is not listed any more', listed, 'https://a.test/', ['8.8.8.8']],
    ['our own host', strict, 'https://localhost:7071/', ['8.8.8.8']],
  ])('%s is refused when sending, too', async (_rule, policy, end, answer) => {
    const url = new URL(end).port ? end : end.replace(/\/$/, `:${receiver.port}/`);
    const before = receiver.received.length;
    expect(await senderWith({ policy, resolve: flipping(answer).resolve }).send(webhookTo(url))).toEqual(REFUSED);
    expect(receiver.received).toHaveLength(before);
  });
});

describe('IP literals, which no resolver sees', () => {
  let silent: RawServer;

  beforeAll(async () => {
    silent = await startRaw(() => {});
  });

  afterAll(() => silent.close());

  test.each<[rule: string, host: string]>([
    ['the metadata service', METADATA],
    ['the metadata service as a number', '2852039166'],
    ['the metadata service, mapped', '[::ffff:169.254.169.254]'],
    ['link-local IPv6', '[fe80::1]'],
    ['the address of Azure', '168.63.129.16'],
    ['the unspecified address, which leads to this machine', '0.0.0.0'],
    ['the unspecified address in IPv6', '[::]'],
  ])('%s is refused, even locally', async (_rule, host) => {
    const { resolve, asked } = flipping(['127.0.0.1']);
    expect(await senderWith({ resolve }).send(webhookTo(`http://${host}:${silent.port}/`))).toEqual(REFUSED);
    expect(asked).toEqual([]);
    expect(silent.connections()).toBe(0);
  });

  test.each<[rule: string, host: string]>([
    ['with points', '127.0.0.1'],
    ['shortened', '127.1'],
    ['with a trailing dot', '127.0.0.1.'],
    ['mapped', '[::ffff:127.0.0.1]'],
  ])('loopback is reached locally: %s', async (_rule, host) => {
    expect(await statusOf(senderWith(), `http://${host}:${receiver.port}/`)).toBe(202);
  });
});
