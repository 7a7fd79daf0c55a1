import { testCrashPoints } from './crash-points.ts';
import { operationScenarios } from './scenarios/scenarios.ts';

testCrashPoints('operations', operationScenarios);
