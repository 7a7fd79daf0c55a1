/*
 * The parts of OpenAPI 2.0, with Microsoft's extensions, that the connector uses.
 */

/** A schema. */
export interface Schema {
  readonly [extension: `x-ms-${string}`]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A parameter of an operation. */
export interface Parameter extends Omit<Schema, 'required' | 'title'> {
  readonly name: string;
  readonly in: 'body' | 'path' | 'query';
  readonly required: boolean;
  readonly schema?: Schema;
}

/** A response of an operation. */
export interface Response {
  readonly description: string;
  readonly schema?: Schema;
  readonly headers?: Readonly<Record<string, Schema>>;
}

/** An operation. */
export interface Operation {
  readonly [extension: `x-ms-${string}`]: unknown;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
}

/** The operations of a path. */
export interface PathItem {
  readonly 'x-ms-notification-content'?: { readonly description: string; readonly schema: Schema };
  readonly get?: Operation;
  readonly post?: Operation;
  readonly delete?: Operation;
}

/** Paths with their operations. */
export type Paths = Readonly<Record<string, PathItem>>;
