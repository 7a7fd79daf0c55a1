import type { Catalogue } from './catalogue.ts';
import { explain } from './lv/explain.ts';
import { exportDestinations } from './lv/export-destinations.ts';
import { frame } from './lv/frame.ts';
import { parts } from './lv/parts.ts';
import { status } from './lv/status.ts';
import { subscriptions } from './lv/subscriptions.ts';
import { thresholds } from './lv/thresholds.ts';

export { table } from 'locale:lv';

export const lv: Catalogue = {
  ...frame,
  ...parts,
  ...status,
  ...exportDestinations,
  ...thresholds,
  ...subscriptions,
  ...explain,
};
