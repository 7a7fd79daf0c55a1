import { app } from '@azure/functions';
import { consoleAnswer, consoleOffAnswer } from '../../shared/adapters/console/console-answer.ts';
import { paced } from '../../shared/adapters/inbound/anonymous-calls.ts';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { getDeps } from '../../shared/composition-root.ts';
import { getConfig } from '../../shared/config.ts';
import type { ConsoleConfigAnswer } from '../../shared/contract/operator-answers.ts';

const clockOf = () => getDeps().clock;

app.http('console', {
  methods: ['GET', 'HEAD'],
  route: 'console/{*path}',
  authLevel: 'anonymous',
  handler: paced(clockOf, async (request) => (getConfig().console ? consoleAnswer(request) : consoleOffAnswer())),
});

app.http('console-config', {
  methods: ['GET'],
  route: 'console/config',
  authLevel: 'anonymous',
  handler: paced(
    clockOf,
    answering(async (request) => {
      const { console: isOn, version, powerPlatformEnvironment, connectorName } = getConfig();
      if (!isOn) return consoleOffAnswer();
      queryOf(request, {});
      const answer: ConsoleConfigAnswer = { version, flowEnvironmentId: powerPlatformEnvironment, connectorName };
      return { jsonBody: answer };
    }),
  ),
});
