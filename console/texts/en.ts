import { explain } from './en/explain.ts';
import { exportDestinations } from './en/export-destinations.ts';
import { frame } from './en/frame.ts';
import { parts } from './en/parts.ts';
import { status } from './en/status.ts';
import { subscriptions } from './en/subscriptions.ts';
import { thresholds } from './en/thresholds.ts';

export { table } from 'locale:en';

/** Every text of the console in English. A view has a file of its own. */
export const en = { ...frame, ...parts, ...status, ...exportDestinations, ...thresholds, ...subscriptions, ...explain };
