import type * as z from 'zod';
import { subscribeSchemas, type Trigger, triggerSchema } from '../../contract/subscription.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { thresholdOf, topicOf } from '../../domain/subscription.ts';
import { cutText, oneLine } from '../../domain/text.ts';
import { freshCircuit, releaseWork } from '../delivery/circuit-writes.ts';
import { statusLines, subjectOf } from '../delivery/delivery-lines.ts';
import { openSecrets, sealSecrets } from '../delivery/subscription-secrets.ts';
import { RequestError } from '../errors.ts';
import { finishFanOuts } from '../firing/fan-out.ts';
import type { Deps } from '../ports.ts';
import { enterEnvironment } from '../store/environments.ts';
import { environmentPartition, stateKey, subscriptionKey, subscriptionSuffix } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { subscriptionId } from '../store/resource-ids.ts';
import { retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { type Stored, type SubscriptionRow, stateRow, subscriptionRow } from '../store/rows.ts';
import { rewriteState, writeState } from '../store/topic-state.ts';
import { parseBody } from '../validate.ts';
import { newSigningSecret } from './new-signing-secret.ts';
import { replaceFlow } from './replace-flow.ts';
import { noteCallback } from './unsubscribe-callback.ts';
import { withToken } from './unsubscribe-tokens.ts';

const TOKEN_BYTES = 32;

/** Of the names that mean nothing. */
const MOST_NAMED = 20;
const LONGEST_NAME = 128;

interface Fields {
  readonly environmentId: string;
  readonly callbackUrl: string;
  readonly label?: string | undefined;
}

interface Subscribe {
  readonly triggerType: TriggerType;
  readonly body: unknown;
  /** The names of what the request brings beside its body. None of it means anything. */
  readonly otherNames?: readonly string[] | undefined;
  /** What names the flow that subscribes, if the platform said so: its words, in a fixed order. */
  readonly flow?: readonly string[] | undefined;
  /** What the platform calls that flow. */
  readonly flowId?: string | undefined;
  /** Of the flow: another one each time that it is saved. */
  readonly version?: string | undefined;
}

export interface Subscribed {
  readonly subscription: SubscriptionRow;
  /** What the receiver verifies signatures with. */
  readonly signingSecret: string;
  /** The proof that a DELETE needs. */
  readonly token: string;
  /** The names in the request that mean nothing to this version. */
  readonly ignored: readonly string[];
}

interface Wanted {
  readonly partition: string;
  readonly topic: string;
  readonly suffix: string;
  readonly callbackUrl: string;
  readonly ignored: readonly string[];
  readonly row: Omit<
    SubscriptionRow,
    keyof Trigger | 'since' | 'tokens' | 'sealedCallbackUrl' | 'sealedSecret' | 'createdAt'
  > &
    Trigger;
}

/**
 * Creates a subscription, or finds the one of the same callback and parameters, in one transaction with the topic's state:
 * whatever is committed on the topic before misses it, whatever comes after reaches it. A flow's older subscription leaves in
 * that same transaction.
 */
export async function subscribe(deps: Deps, request: Subscribe): Promise<Subscribed> {
  const wanted = await readWanted(deps, request);
  const { version, triggerType } = request;
  await noteCallback(deps, { triggerType, callbackUrl: wanted.callbackUrl, subscriptionId: wanted.row.id });
  const created = await retryOnTopicConflict(deps, wanted, () => create(deps, wanted, version));
  return { ...created, ignored: wanted.ignored };
}

async function readWanted(deps: Deps, { triggerType, body, otherNames, flow, flowId }: Subscribe): Promise<Wanted> {
  const known = subscribeSchemas[triggerType];
  const schema: z.ZodType<Fields> = known;
  const { callbackUrl, label, environmentId, ...parameters } = parseBody(schema, body);
  const fault = await deps.guard.check(callbackUrl);
  if (fault) throw new RequestError(400, { code: 'callback-not-allowed', message: fault, target: 'callbackUrl' });
  const partition = environmentPartition(environmentId);
  const trigger = triggerSchema.parse({ triggerType, parameters });
  const topic = topicOf(trigger);
  const suffix = suffixOf(trigger, environmentId, callbackUrl);
  const id = subscriptionId(partition, topic, suffix);
  const row = {
    ...trigger,
    id,
    environmentId,
    label,
    status: 'active' as const,
    callbackHost: new URL(callbackUrl).host,
    flow: flow && fingerprint(...flow, triggerType, environmentId),
    flowId,
  };
  const ignored = namesForPeople([...unknownNames(body, known.shape), ...(otherNames ?? [])]);
  return { partition, topic, suffix, callbackUrl, row, ignored };
}

/**
 * The same callback with the same parameters is the same subscription. English is left out: it is what a subscription has that is
 * older than the parameter.
 */
function suffixOf(trigger: Trigger, environmentId: string, callbackUrl: string): string {
  const { triggerType, parameters } = trigger;
  const { language, ...others } = parameters;
  const named = Object.entries(language === 'en' ? others : parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const id = fingerprint(triggerType, environmentId, JSON.stringify(named), callbackUrl);
  return subscriptionSuffix(thresholdOf(trigger), id);
}

/** A newer connector may send what this version does not know. */
function unknownNames(body: unknown, known: object): string[] {
  return Object.keys(Object(body)).filter((name) => !Object.hasOwn(known, name));
}

function namesForPeople(names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  return distinct.slice(0, MOST_NAMED).map((name) => oneLine(cutText(name, LONGEST_NAME)));
}

async function create(deps: Deps, wanted: Wanted, version: string | undefined): Promise<Omit<Subscribed, 'ignored'>> {
  const { partition, topic, suffix, row } = wanted;
  const at = (key: string) => ({ partition, key });
  const [state, existing] = await Promise.all([
    readRow(deps.store, at(stateKey(topic)), stateRow),
    readRow(deps.store, at(subscriptionKey(topic, suffix)), subscriptionRow),
  ]);
  const token = deps.chance.secret(TOKEN_BYTES);
  const signingSecret = keptSecret(deps, partition, existing) ?? newSigningSecret(deps);
  const tokens = withToken(existing?.data.tokens ?? [], token, version);
  const subscription = merged(deps, { wanted, existing, since: state?.data.sequence ?? 0, tokens, signingSecret });
  const key = subscriptionKey(topic, suffix);
  if (!state) await enterEnvironment(deps, partition, row);
  // A fan-out would take it for one that was made after the firing.
  if (existing?.data.status === 'gone') await finishFanOuts(deps, wanted);
  const { writes: replacing, replaced } = await replaceFlow(deps, { ...wanted, flow: row.flow });
  const atStart = { environmentId: row.environmentId, sequence: 0 };
  await deps.store.commit(partition, [
    ...(state ? rewriteState(state) : [writeState({ topic, state }, atStart)]),
    existing
      ? { kind: 'replace', key, etag: existing.etag, data: subscription }
      : { kind: 'insert', key, data: subscription },
    ...(existing?.data.status === 'active' ? [] : [freshCircuit(topic, suffix)]),
    ...(existing && existing.data.status !== 'active'
      ? [releaseWork({ topic, suffix }, instantFromMilliseconds(deps.clock.now()))]
      : []),
    ...replacing,
  ]);
  reportSubscribed(deps, { existing: existing?.data, subscription, replaced });
  return { subscription, signingSecret, token };
}

interface Change {
  readonly existing: SubscriptionRow | undefined;
  readonly subscription: SubscriptionRow;
  readonly replaced: SubscriptionRow | undefined;
}

function reportSubscribed({ report }: Deps, { existing, subscription, replaced }: Change): void {
  const { id } = subscription;
  if (replaced) report({ name: 'SubscriptionChange', ...subjectOf(replaced), change: 'replaced', replacedBy: id });
  if (!existing) report({ name: 'SubscriptionChange', ...subjectOf(subscription), change: 'created' });
  else statusLines(existing, { status: 'active', reason: 'subscribed-again' }).forEach(report);
}

interface Merge {
  readonly wanted: Wanted;
  readonly existing: Stored<SubscriptionRow> | undefined;
  readonly since: number;
  readonly tokens: SubscriptionRow['tokens'];
  readonly signingSecret: string;
}

/** The row of a subscription that is created again: it is active from now on, and one that was gone starts afresh. */
function merged(deps: Deps, { wanted, existing, since, tokens, signingSecret }: Merge): SubscriptionRow {
  const { partition, topic, suffix, callbackUrl } = wanted;
  const now = instantFromMilliseconds(deps.clock.now());
  const kept = existing && existing.data.status !== 'gone' ? existing.data : undefined;
  return {
    ...kept,
    ...wanted.row,
    statusSince: undefined,
    statusReason: undefined,
    until: undefined,
    label: wanted.row.label ?? kept?.label,
    flow: wanted.row.flow ?? kept?.flow,
    flowId: wanted.row.flowId ?? kept?.flowId,
    // Sealed each time, so that the secrets move to the first key.
    ...sealSecrets(deps, { partition, key: subscriptionKey(topic, suffix) }, { callbackUrl, signingSecret }),
    tokens,
    since: kept?.since ?? since,
    createdAt: kept?.createdAt ?? now,
  };
}

/** `undefined` when there is none yet, or when it can no longer be opened: then a new one replaces it. */
function keptSecret(deps: Deps, partition: string, existing: Stored<SubscriptionRow> | undefined): string | undefined {
  return existing && openSecrets(deps, { partition, key: existing.key }, existing.data)?.signingSecret;
}
