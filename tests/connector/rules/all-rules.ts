import { boundRules } from './bound-rules.ts';
import { callRules } from './call-rules.ts';
import { connectionRules } from './connection-rules.ts';
import { featureRules } from './feature-rules.ts';
import { infoRules } from './info-rules.ts';
import { notificationRules } from './notification-rules.ts';
import { operationRules } from './operation-rules.ts';
import { pagingRules } from './paging-rules.ts';
import { parameterRules } from './parameter-rules.ts';
import { pathRules } from './path-rules.ts';
import { pickListRules } from './pick-list-rules.ts';
import { propertiesRules } from './properties-rules.ts';
import { readmeRules } from './readme-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { responseRules } from './response-rules.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schema-rules.ts';
import { serviceRules } from './service-rules.ts';
import { simulationRules } from './simulation-rules.ts';
import { sizeRules } from './size-rules.ts';
import { textRules } from './text-rules.ts';
import { triggerRules } from './trigger-rules.ts';
import { unsubscribeRules } from './unsubscribe-rules.ts';

/** What a connector must keep to, as far as it can be told without the platform. */
export const rules: readonly Rule[] = [
  ...infoRules,
  ...serviceRules,
  ...textRules,
  ...operationRules,
  ...pathRules,
  ...parameterRules,
  ...responseRules,
  ...schemaRules,
  ...boundRules,
  ...referenceRules,
  ...triggerRules,
  ...notificationRules,
  ...unsubscribeRules,
  ...simulationRules,
  ...callRules,
  ...pickListRules,
  ...pagingRules,
  ...sizeRules,
  ...connectionRules,
  ...propertiesRules,
  ...readmeRules,
  ...featureRules,
];
