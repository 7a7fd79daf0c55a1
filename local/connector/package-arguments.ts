import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Publisher } from './connector.ts';
import { CONNECTOR_NAME } from './connector-solution.ts';

/** What packages were asked for. */
export interface PackageArguments {
  readonly host: string;
  /** The `shared_…` name of the connector where the flows go. */
  readonly connector: string;
  /** The folder that the packages go to. */
  readonly out: string;
  /** Absent when no certification package was asked for. */
  readonly publisher: Publisher | undefined;
}

const EXPECTED =
  '--host <name>, and if wanted --connector <shared_name>, --out <folder>, --publisher <name>, --site <address>, --privacy <address>, --mail <address>';

const text = { type: 'string' } as const;
const options = { host: text, connector: text, out: text, publisher: text, site: text, privacy: text, mail: text };

const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const address = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'expected an address such as https://contoso.com' })
  .transform((url) => url.replace(/\/+$/, ''));

const argumentsSchema = z.object({
  host: z
    .string('required; expected the host of the function app, such as contoso-triggers.azurewebsites.net')
    .toLowerCase()
    .regex(
      HOST,
      'expected a host alone, without https:// and without a path, such as contoso-triggers.azurewebsites.net',
    ),
  connector: z
    .string()
    .regex(
      /^shared_[\w-]+$/,
      `expected the name of the connector in the address of its page, such as ${CONNECTOR_NAME}-5f0a1b`,
    )
    .default(CONNECTOR_NAME),
  out: z.string().min(1, 'expected a folder').default('connector'),
  publisher: z
    .string()
    .regex(/^[A-Za-z0-9][ -~]{1,63}$/, 'expected a name of 2 to 64 letters without accents, digits, spaces and signs')
    .optional(),
  site: address.optional(),
  privacy: address.optional(),
  mail: z.email('expected a mail address, such as support@contoso.com').optional(),
});

/**
 * Reads the arguments of `npm run package:connector`.
 *
 * @throws when one is unknown, missing or malformed, or when the publisher is named in part
 */
export function readPackageArguments(given: readonly string[]): PackageArguments {
  const values = parsed(given);
  const result = argumentsSchema.safeParse(values);
  if (!result.success) throw new Error(result.error.issues.map((issue) => faultOf(issue, values)).join('\n'));
  const { host, connector, out, ...publisher } = result.data;
  return { host, connector, out, publisher: publisherOf(publisher) };
}

type Values = Readonly<Record<string, string | undefined>>;

function parsed(given: readonly string[]): Values {
  try {
    return parseArgs({ args: [...given], options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : String(error);
    throw new Error(`${reason}; expected ${EXPECTED}`);
  }
}

function faultOf({ path: [name], message }: z.core.$ZodIssue, values: Values): string {
  const value = values[String(name)];
  return `--${String(name)}: ${message}${value === undefined ? '' : `, got "${value}"`}`;
}

type PublisherArguments = Pick<z.infer<typeof argumentsSchema>, 'publisher' | 'site' | 'privacy' | 'mail'>;

/** All of it or nothing: a certification package with a gap is refused after days. */
function publisherOf({ publisher: name, site, privacy, mail }: PublisherArguments): Publisher | undefined {
  if (!name && !site && !mail && !privacy) return undefined;
  if (name && site && mail) return { name, site, privacy: privacy ?? `${site}/privacy`, mail };
  const missing = Object.entries({ '--publisher': name, '--site': site, '--mail': mail }).filter(([, value]) => !value);
  throw new Error(
    `${missing.map(([option]) => option).join(', ')}: required for a certification package, which names its publisher, website and mail address; leave all of them out for packages of your own`,
  );
}
