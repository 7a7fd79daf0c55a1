import type { Catalogue } from './catalogue.ts';
import { explain } from './eu/explain.ts';
import { exportDestinations } from './eu/export-destinations.ts';
import { frame } from './eu/frame.ts';
import { parts } from './eu/parts.ts';
import { status } from './eu/status.ts';
import { subscriptions } from './eu/subscriptions.ts';
import { thresholds } from './eu/thresholds.ts';

export { table } from 'locale:eu';

export const eu: Catalogue = {
  ...frame,
  ...parts,
  ...status,
  ...exportDestinations,
  ...thresholds,
  ...subscriptions,
  ...explain,
};
