import type { Arguments, Connection } from './connection.ts';
import { closedCheck, openCheck } from './schema-check.ts';
import { send, type WireAnswer } from './wire.ts';

export interface ActionResult {
  readonly status: number;
  readonly content: unknown;
}

/** The answers of which makers see a part: the rest would crowd the dynamic content. */
const IN_PART = new Set(['GetOverview', 'DisableSubscription', 'ExplainRefreshStatus', 'ExplainMetricChange']);

/** Runs actions, and insists that what comes is what the definition declares. */
export class ActionRunner {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async run(operationId: string, given: Arguments = {}): Promise<ActionResult> {
    return this.#declared(operationId, await this.#connection.call(operationId, given));
  }

  /** Every item of a list that comes in pages. */
  async runAll(operationId: string, given: Arguments = {}): Promise<unknown[]> {
    const { operation } = this.#connection.definition.operation(operationId);
    const nextLinkName = operation['x-ms-pageable']?.nextLinkName ?? '';
    const items: unknown[] = [];
    for (let page = await this.run(operationId, given); ; ) {
      const { value, [nextLinkName]: next } = page.content as Record<string, unknown>;
      items.push(...(value as unknown[]));
      if (typeof next !== 'string') return items;
      page = await this.#followed(operationId, next);
    }
  }

  /** Only by its policy does the gateway take a next page through the connection, with its key. */
  async #followed(operationId: string, url: string): Promise<ActionResult> {
    const policies = this.#connection.policiesOf('updatenextlink');
    const operations = policies.map(({ parameters }) => parameters?.['x-ms-apimTemplate-operationName']);
    const hasPolicy = operations.some((names) => !Array.isArray(names) || names.includes(operationId));
    const isOurs = hasPolicy && this.#connection.targetOf(url) !== undefined;
    const headers = { accept: 'application/json', ...(isOurs && this.#connection.credentials) };
    return this.#declared(operationId, await send({ method: 'GET', url, headers }));
  }

  #declared(operationId: string, { status, headers, text }: WireAnswer): ActionResult {
    const { responses = {} } = this.#connection.definition.operation(operationId).operation;
    const response = responses[status];
    // Errors beside a success that is not a 200 would hide its outputs, so such an operation declares none.
    const isPlainError = status >= 400 && Object.keys(responses).length === 1;
    if (!response && !isPlainError) throw new Error(`${operationId} answers ${status}, which is not declared: ${text}`);
    const content: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response?.schema) return { status, content };
    const check = IN_PART.has(operationId) ? openCheck(response.schema) : closedCheck(response.schema);
    const faults = check(content);
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) faults.push('the content is not declared as JSON');
    if (faults.length > 0) throw new Error(`${operationId} answers ${status} with ${text}: ${faults.join('; ')}`);
    return { status, content };
  }
}
