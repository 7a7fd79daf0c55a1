import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './ro/dead-letters.ts';
import { explain } from './ro/explain.ts';
import { exportDestinations } from './ro/export-destinations.ts';
import { firings } from './ro/firings.ts';
import { frame } from './ro/frame.ts';
import { parts } from './ro/parts.ts';
import { status } from './ro/status.ts';
import { subscriptions } from './ro/subscriptions.ts';
import { thresholds } from './ro/thresholds.ts';

export { table } from 'locale:ro';

export const ro: Catalogue = {
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
