import { testCrashPoints } from './crash-points.ts';
import { eventScenarios } from './scenarios/scenarios.ts';

testCrashPoints('events', eventScenarios);
