import type { Catalogue } from './catalogue.ts';
import { explain } from './sv/explain.ts';
import { exportDestinations } from './sv/export-destinations.ts';
import { frame } from './sv/frame.ts';
import { parts } from './sv/parts.ts';
import { status } from './sv/status.ts';
import { subscriptions } from './sv/subscriptions.ts';
import { thresholds } from './sv/thresholds.ts';

export { table } from 'locale:sv';

export const sv: Catalogue = {
  ...frame,
  ...parts,
  ...status,
  ...exportDestinations,
  ...thresholds,
  ...subscriptions,
  ...explain,
};
