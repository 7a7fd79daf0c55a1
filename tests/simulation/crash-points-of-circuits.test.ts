import { testCrashPoints } from './crash-points.ts';
import { lateScenarios } from './scenarios/scenarios.ts';

testCrashPoints('operators and circuits', lateScenarios);
