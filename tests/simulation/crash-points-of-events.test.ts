import { testCrashPoints } from './crash-points.ts';
import { eventScenarios } from './scenarios.ts';

testCrashPoints('events', eventScenarios);
