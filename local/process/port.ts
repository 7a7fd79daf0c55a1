import { listenFault } from '../azurite.ts';
import { portOwner } from './port-owner.ts';

const LAST_PORT = 65_535;

/** Reads a port. @throws when it is none; `source` names what gave it, such as `Setting PORT`. */
export function readPort(text: string, source: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= LAST_PORT) return port;
  throw new Error(`${source}: '${text}' is no port; expected 1 to ${LAST_PORT}`);
}

/** The port of the settings. @throws when it is none. */
export function settingsPort({ PORT = '7071' }: Readonly<Record<string, string>>): number {
  return readPort(PORT, 'Setting PORT');
}

/**
 * Requires that nobody listens on a port. On IPv6 neither: a browser may take `localhost` for either address.
 *
 * @throws with who listens there and what to do
 */
export async function requireFreePort(port: number, command: string): Promise<void> {
  const faults = await Promise.all(['127.0.0.1', '::1'].map((host) => listenFault(port, host)));
  if (!faults.includes('EADDRINUSE')) return;
  const other = port < LAST_PORT ? port + 1 : port - 1;
  throw new Error(
    `Port ${port} is taken by ${await portOwner(port)}. Stop it, or use another port: ${command} -- --port ${other}`,
  );
}
