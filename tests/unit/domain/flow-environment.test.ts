import { expect, test } from '@jest/globals';
import { flowEnvironmentOf } from '../../../shared/domain/flow-environment.ts';

const GUID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const FIRST = '0a1b2c3d4e5f60718293a4b5c6d7e8';

test.each([
  [`${FIRST}.f9.environment.api.powerplatform.com`, GUID],
  [`${FIRST.toUpperCase()}.F9.environment.api.powerplatform.com:443`, GUID],
  [`default${FIRST}.f9.environment.api.powerplatform.com`, `Default-${GUID}`],
  ['prod-07.westeurope.logic.azure.com', undefined],
  [`${FIRST}.f9.environment.api.powerplatform.com.example`, undefined],
])('the callback host %s names the Power Platform environment %s', (host, environment) => {
  expect(flowEnvironmentOf(host)).toBe(environment);
});
