import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Host, startHost } from './host.ts';
import { messageOf, Refusal } from './refusal.ts';

/*
 * The embedded functions host runs a Node.js function app (programming model v4) on a developer's machine.
 *   node local/host/main.ts [--app <folder>] [--port <number>] [--enable-auth]
 */

const defaultPort = '7071';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        app: { type: 'string' },
        port: { type: 'string' },
        'enable-auth': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${messageOf(error)} Usage: --app <folder> --port <number> --enable-auth`);
  }
}

function parsePort(text: string, source: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`${source}The port is '${text}'; it should be a number from 0 (any free port) to 65535.`);
}

async function start(): Promise<Host> {
  const values = readArguments();
  return startHost({
    appFolder: resolve(values.app ?? '.'),
    port: values.port ? parsePort(values.port, '') : parsePort(process.env.PORT || defaultPort, 'Setting PORT: '),
    isAuthEnabled: values['enable-auth'],
    workerFile: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    environment: process.env,
    print,
  });
}

function stopOnSignals(host: Host): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal stops the host immediately.
      if (isStopping) process.exit(1);
      isStopping = true;
      print(`Stopping (${signal}) ...`);
      void host.stop().finally(() => process.exit(0));
    });
  }
}

// The reader of the output may exit before the host, which must not fail the host.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  stopOnSignals(await start());
} catch (error) {
  const text = error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
