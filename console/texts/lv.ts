import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './lv/dead-letters.ts';
import { explain } from './lv/explain.ts';
import { exportDestinations } from './lv/export-destinations.ts';
import { firings } from './lv/firings.ts';
import { frame } from './lv/frame.ts';
import { parts } from './lv/parts.ts';
import { status } from './lv/status.ts';
import { subscriptions } from './lv/subscriptions.ts';
import { thresholds } from './lv/thresholds.ts';

export { table } from 'locale:lv';

export const lv: Catalogue = {
  ...deadLetters,
  ...explain,
  ...exportDestinations,
  ...firings,
  ...frame,
  ...parts,
  ...status,
  ...subscriptions,
  ...thresholds,
};
