import type { Catalogue } from './catalogue.ts';
import { explain } from './kk/explain.ts';
import { exportDestinations } from './kk/export-destinations.ts';
import { frame } from './kk/frame.ts';
import { parts } from './kk/parts.ts';
import { status } from './kk/status.ts';
import { subscriptions } from './kk/subscriptions.ts';
import { thresholds } from './kk/thresholds.ts';

export { table } from 'locale:kk';

export const kk: Catalogue = {
  ...frame,
  ...parts,
  ...status,
  ...exportDestinations,
  ...thresholds,
  ...subscriptions,
  ...explain,
};
