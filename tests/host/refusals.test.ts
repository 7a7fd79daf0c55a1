import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { refusedStart } from '../support/host-process.ts';

const settings = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  ByIdentity__queueServiceUri: 'https://x',
  Broken: 'AccountKey=secret',
};

function refuse(name: string) {
  return refusedStart('tests/host/apps/refusals', { environment: { ...settings, CASE: name } });
}

describe('the host refuses to start, with exit code 1 and one line that gives the reason, for', () => {
  test.concurrent.each([
    ['an app without functions', 'nothing', 'registered no function'],
    [
      'an entry file that throws',
      'throws',
      'Worker was unable to load entry point "app.cjs": TypeError: no such thing',
    ],
    [
      'an entry file that throws later',
      'throwsLater',
      'Worker was unable to load entry point "app.cjs": TypeError: after one',
    ],
    ['an entry file that exits', 'exits', 'The app could not be loaded: worker process exited with code 3.'],
    [
      'a schedule of five fields',
      'fiveFields',
      "Azure wants six fields: {second} {minute} {hour} {day} {month} {day of week}. '0 */5 * * * *' would be right.",
    ],
    [
      'a time span as a schedule',
      'timeSpan',
      "has the schedule '00:05:00', a time span, which only App Service plans allow",
    ],
    ['an invalid schedule', 'badSchedule', "has the schedule '0 61 * * * *', which is not valid"],
    [
      'a missing setting',
      'missingSetting',
      "Function 'reader' refers to '%NO_SUCH_SETTING%', but there is no setting 'NO_SUCH_SETTING'",
    ],
    ['a missing connection', 'missingConnection', "Function 'reader' needs the setting 'Elsewhere', which is missing"],
    [
      'a connection that uses an identity',
      'identity',
      "uses an identity for 'ByIdentity' (ByIdentity__queueServiceUri), but this host takes connection strings only",
    ],
    [
      'an invalid connection string',
      'badConnection',
      "Setting 'Broken' (Function 'reader') is not a storage connection string",
    ],
    ['an invalid queue name', 'badQueueName', "names the queue 'no_such--name'"],
    [
      'an unsupported trigger type',
      'unknownTrigger',
      "Function 'other' has a trigger of type 'strangetrigger'; this host supports httpTrigger, queueTrigger and timerTrigger.",
    ],
    [
      'an unsupported output type',
      'unknownOutput',
      "Function 'writer' has an output binding of type 'blob'; this host supports queue",
    ],
    [
      'an input binding',
      'unknownInput',
      "Function 'reader' has an input binding of type 'blob', which this host does not support.",
    ],
    ['two functions on one route', 'sameRoute', "Functions 'one' and 'two' both answer POST /api/x/{}"],
    ['two functions with one name', 'sameName', 'A function named "one" is already registered'],
    ['an unknown route constraint', 'badRoute', "the constraint 'odd' is not one of int, long"],
    ['HTTP streaming', 'streaming', 'enableHttpStream: true }) is not supported by this host'],
  ])('%s', async (_rule, name, expected) => {
    const { code, output } = await refuse(name);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(expected) });
    expect(output.trimEnd().split('\n').at(-1)).toContain(expected);
    expect(output).not.toContain('secret');
  });

  test('a main of package.json that matches no file', async () => {
    const { code, output } = await refusedStart('tests/host/apps/unmatched');
    expect(code).toBe(1);
    expect(output).toMatch(
      /^package\.json: main is "dist\/\*\.js", which matches no file in .*; build the app first, or correct main\.\n$/,
    );
  });

  test('a folder without an app', async () => {
    const { code, output } = await refusedStart('tests/host/apps');
    expect(code).toBe(1);
    expect(output).toMatch(/^There is no host\.json in .*\n$/);
  });

  test('an invalid value in host.json', async () => {
    const { code, output } = await refusedStart('tests/host/apps/refusals', {
      environment: { AzureFunctionsJobHost__extensions__queues__batchSize: '33' },
    });
    expect({ code, output }).toEqual({
      code: 1,
      output: 'host.json: extensions.queues.batchSize is 33; expected a whole number from 1 to 32.\n',
    });
  });

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await refusedStart('tests/host/apps/refusals', {
      environment: { PORT: String(port) },
      args: [],
    });
    server.close();
    expect({ code, output }).toEqual({
      code: 1,
      output: `Port ${port} is taken; free it, or move this host with PORT=<number> or --port <number>.\n`,
    });
  });

  test.each([
    ['an invalid port', ['--port', 'abc'], "The port is 'abc'"],
    ['an unknown option', ['--verbose'], "Unknown option '--verbose'"],
  ])('%s', async (_rule, args, expected) => {
    const { code, output } = await refusedStart('tests/host/apps/refusals', { args });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(expected) });
  });

  test('an invalid in-flight time', async () => {
    const { code, output } = await refusedStart('tests/host/apps/refusals', {
      environment: { CASE: 'fine', HOST_IN_FLIGHT: 'soon' },
    });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("HOST_IN_FLIGHT is 'soon'") });
  });
});
