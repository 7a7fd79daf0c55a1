import type { Catalogue } from './catalogue.ts';
import { explain } from './ro/explain.ts';
import { exportDestinations } from './ro/export-destinations.ts';
import { frame } from './ro/frame.ts';
import { parts } from './ro/parts.ts';
import { status } from './ro/status.ts';
import { subscriptions } from './ro/subscriptions.ts';
import { thresholds } from './ro/thresholds.ts';

export { table } from 'locale:ro';

export const ro: Catalogue = {
  ...frame,
  ...parts,
  ...status,
  ...exportDestinations,
  ...thresholds,
  ...subscriptions,
  ...explain,
};
