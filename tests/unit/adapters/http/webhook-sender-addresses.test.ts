import { hostname } from 'node:os';
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

/** A resolver that gives these answers in turn and repeats the last one. */
function resolvingInTurn(...answers: string[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = async (host) => {
    asked.push(host);
    return answers[Math.min(asked.length, answers.length) - 1] ?? [];
  };
  return { resolve, asked };
}

/** The status of the answer, or the kind of a result without an answer. */
async function statusOf(sender: WebhookSender, url: string): Promise<number | string> {
  const result = await sender.send(webhookTo(url));
  return result.kind === 'answered' ? result.answer.status : result.kind;
}

describe('a connection of the webhook sender', () => {
  test('is reused for consecutive webhooks, and the host name is resolved once', async () => {
    const ports = new Set<number | undefined>();
    receiver.respondWith((_request, response) => {
      ports.add(response.req.socket.remotePort);
      response.writeHead(202).end('{"some":"body"}');
    });
    const { resolve, asked } = resolvingInTurn(['127.0.0.1']);
    const sender = senderWith({ resolve });
    for (let i = 0; i < 20; i++) expect(await statusOf(sender, `http://flow.test:${receiver.port}/${i}`)).toBe(202);
    expect(ports.size).toBe(1);
    expect(asked).toEqual(['flow.test']);
  });

  test('is not shared between hosts with the same address', async () => {
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

  test('is replaced after the receiver closed it, without losing a webhook', async () => {
    receiver.respondWith((_request, response) => void response.writeHead(202, { connection: 'close' }).end());
    const { resolve, asked } = resolvingInTurn(['127.0.0.1']);
    const sender = senderWith({ resolve });
    for (let i = 0; i < 3; i++) expect(await statusOf(sender, `http://flow.test:${receiver.port}/`)).toBe(202);
    expect(asked).toHaveLength(3);
  });
});

describe('the address check of the webhook sender (DNS rebinding)', () => {
  const closing = { connection: 'close' };

  test.each<[rule: string, answers: string[][], results: (number | string)[]]>([
    ['first an allowed address, then the metadata service', [['127.0.0.1'], [METADATA]], [202, 'refused', 'refused']],
    ['first the metadata service, then an allowed address', [[METADATA], ['127.0.0.1']], ['refused', 202, 202]],
    [
      'an allowed address, the metadata service and an allowed address again',
      [['127.0.0.1'], [METADATA], ['127.0.0.1']],
      [202, 'refused', 202],
    ],
    ['a forbidden address after an allowed one', [['127.0.0.1', METADATA]], ['refused']],
    ['a forbidden address before an allowed one', [[METADATA, '127.0.0.1']], ['refused']],
    ['a forbidden IPv6 address among allowed ones', [['127.0.0.1', 'fe80::1']], ['refused']],
    ['the IPv4-mapped metadata service', [['::ffff:169.254.169.254']], ['refused']],
    ['the platform address of Azure', [['168.63.129.16']], ['refused']],
    ['text that is not an address', [['localhost']], ['refused']],
  ])('judges each new connection when the name resolves to %s', async (_rule, answers, results) => {
    receiver.respondWith((_request, response) => void response.writeHead(202, closing).end());
    const { resolve, asked } = resolvingInTurn(...answers);
    const sender = senderWith({ resolve });
    const before = receiver.received.length;
    const seen: (number | string)[] = [];
    for (const _ of results) seen.push(await statusOf(sender, `http://rebind.test:${receiver.port}/`));
    expect(seen).toEqual(results);
    expect(asked).toHaveLength(results.length);
    expect(receiver.received.length - before).toBe(results.filter((result) => result === 202).length);
  });

  test('connects to the checked address even when the next lookup would differ', async () => {
    const { resolve, asked } = resolvingInTurn(['127.0.0.1'], [METADATA]);
    expect(await statusOf(senderWith({ resolve }), `http://rebind.test:${receiver.port}/`)).toBe(202);
    expect(asked).toEqual(['rebind.test']);
  });

  test('uses its own resolver even for a name that the system knows', async () => {
    const { resolve } = resolvingInTurn([METADATA]);
    const before = receiver.received.length;
    expect(await statusOf(senderWith({ resolve }), `http://${hostname()}:${receiver.port}/`)).toBe('refused');
    expect(receiver.received).toHaveLength(before);
  });

  test('tries the second checked address when the first one refuses the connection', async () => {
    const { resolve } = resolvingInTurn(['127.0.0.2', '127.0.0.1']);
    expect(await statusOf(senderWith({ resolve }), `http://two.test:${receiver.port}/`)).toBe(202);
  });

  test('resolves a host name without its trailing dot', async () => {
    const { resolve, asked } = resolvingInTurn(['127.0.0.1']);
    expect(await statusOf(senderWith({ resolve }), `http://flow.test.:${receiver.port}/`)).toBe(202);
    expect(asked).toEqual(['flow.test']);
  });
});

describe('the webhook sender in Azure', () => {
  const strict = { ...localPolicy, allowInsecure: false };
  const listed = { ...strict, allowedHosts: ['.logic.azure.com'] };

  test.each<[rule: string, policy: typeof strict, url: string, answer: string[]]>([
    ['a callback over http', strict, 'http://a.test/', ['8.8.8.8']],
    ['the loopback literal', strict, 'https://127.0.0.1/', []],
    ['the loopback literal as a number', strict, 'https://2130706433/', []],
    ['the IPv6 loopback literal', strict, 'https://[::1]/', []],
    ['the IPv4-mapped metadata service', strict, 'https://[::ffff:a9fe:a9fe]/', []],
    ['a name that resolves to loopback', strict, 'https://a.test/', ['127.0.0.1']],
    ['a name that resolves to a private address', strict, 'https://a.test/', ['10.0.0.1']],
    ['a host that is no longer among the allowed hosts', listed, 'https://a.test/', ['8.8.8.8']],
    ['the own host of this service', strict, 'https://localhost:7071/', ['8.8.8.8']],
  ])('refuses to send to %s', async (_rule, policy, end, answer) => {
    const url = new URL(end).port ? end : end.replace(/\/$/, `:${receiver.port}/`);
    const before = receiver.received.length;
    expect(await senderWith({ policy, resolve: resolvingInTurn(answer).resolve }).send(webhookTo(url))).toEqual(
      REFUSED,
    );
    expect(receiver.received).toHaveLength(before);
  });
});

describe('the webhook sender in local use', () => {
  let silent: RawServer;

  beforeAll(async () => {
    silent = await startRaw(() => {});
  });

  afterAll(() => silent.close());

  test.each<[rule: string, host: string]>([
    ['the metadata service', METADATA],
    ['the metadata service as a number', '2852039166'],
    ['the IPv4-mapped metadata service', '[::ffff:169.254.169.254]'],
    ['a link-local IPv6 literal', '[fe80::1]'],
    ['the platform address of Azure', '168.63.129.16'],
    ['the unspecified address, which means this machine', '0.0.0.0'],
    ['the unspecified IPv6 address', '[::]'],
  ])('refuses an IP literal without asking the resolver: %s', async (_rule, host) => {
    const { resolve, asked } = resolvingInTurn(['127.0.0.1']);
    expect(await senderWith({ resolve }).send(webhookTo(`http://${host}:${silent.port}/`))).toEqual(REFUSED);
    expect(asked).toEqual([]);
    expect(silent.connections()).toBe(0);
  });

  test.each<[rule: string, host: string]>([
    ['in dotted form', '127.0.0.1'],
    ['in short form', '127.1'],
    ['with a trailing dot', '127.0.0.1.'],
    ['as an IPv4-mapped address', '[::ffff:127.0.0.1]'],
  ])('sends to a loopback literal: %s', async (_rule, host) => {
    expect(await statusOf(senderWith(), `http://${host}:${receiver.port}/`)).toBe(202);
  });
});
