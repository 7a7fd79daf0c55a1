import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Host, startHost } from './host.ts';
import { type LogFormat, logFormats } from './log.ts';
import { messageOf, Refusal } from './refusal.ts';
import { reportStarted, stopOnRequest } from './stop-requests.ts';

/*
 * The embedded functions host runs a Node.js function app (programming model v4) on a developer's machine.
 *   node local/host/main.ts [--app <folder>] [--port <number>] [--enable-auth] [--log-format text|json]
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
        'log-format': { type: 'string', default: 'text' },
      },
    }).values;
  } catch (error) {
    throw new Refusal(
      `${messageOf(error)} Usage: --app <folder> --port <number> --enable-auth --log-format <${logFormats.join('|')}>`,
    );
  }
}

function parsePort(text: string, source: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`${source}The port is '${text}'; it should be a number from 0 (any free port) to 65535.`);
}

function parseLogFormat(text: string): LogFormat {
  const format = logFormats.find((each) => each === text);
  if (format) return format;
  throw new Refusal(`The log format is '${text}'; it should be one of ${logFormats.join(', ')}.`);
}

async function start(): Promise<Host> {
  const values = readArguments();
  return startHost({
    appFolder: resolve(values.app ?? '.'),
    port: values.port ? parsePort(values.port, '') : parsePort(process.env.PORT || defaultPort, 'Setting PORT: '),
    isAuthEnabled: values['enable-auth'],
    logFormat: parseLogFormat(values['log-format']),
    workerFile: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    environment: process.env,
    print,
  });
}

// The reader of the output may exit before the host, which must not fail the host.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  const starting = start();
  stopOnRequest(starting);
  reportStarted(await starting);
} catch (error) {
  const text = error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
