import { type Environment, quotedAddress, SettingError } from './setting-error.ts';

/** Variables that only the platform sets: on a plan, in a container, on Kubernetes and in a container app. */
const MARKS = ['WEBSITE_INSTANCE_ID', 'CONTAINER_NAME', 'WEBSITE_POD_NAME', 'CONTAINER_APP_NAME'];

/** Whether the app runs in Azure. Core Tools sets the host name too, to localhost. */
export function isAzure(env: Environment): boolean {
  return MARKS.some((name) => env[name] !== undefined) || publicHost(env) !== undefined;
}

function publicHost({ WEBSITE_HOSTNAME: host }: Environment): string | undefined {
  return host === undefined || /^localhost(:\d+)?$/i.test(host) ? undefined : host;
}

/**
 * The base of every address that the app hands out. Addresses carry tokens, so in Azure they are https.
 *
 * @throws SettingError when it is not https in Azure, or cannot be known there
 */
export function baseUrlOf(env: Environment, setting: string | undefined): string {
  if (setting !== undefined) return checkedBaseUrl(env, setting);
  const host = publicHost(env);
  if (host !== undefined) return `https://${host}`;
  if (!isAzure(env)) return `http://localhost:${env.PORT ?? '7071'}`;
  throw new SettingError('PUBLIC_BASE_URL', 'required in Azure without WEBSITE_HOSTNAME; expected an https address');
}

function checkedBaseUrl(env: Environment, setting: string): string {
  if (!isAzure(env) || /^https:/i.test(setting)) return setting.replace(/\/+$/, '');
  throw new SettingError('PUBLIC_BASE_URL', `${quotedAddress(setting)} is refused in Azure; expected an https address`);
}
