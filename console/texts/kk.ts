import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './kk/dead-letters.ts';
import { explain } from './kk/explain.ts';
import { exportDestinations } from './kk/export-destinations.ts';
import { firings } from './kk/firings.ts';
import { frame } from './kk/frame.ts';
import { parts } from './kk/parts.ts';
import { status } from './kk/status.ts';
import { subscriptions } from './kk/subscriptions.ts';
import { thresholds } from './kk/thresholds.ts';

export { table } from 'locale:kk';

export const kk: Catalogue = {
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
