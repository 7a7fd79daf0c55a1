import type { Catalogue } from './catalogue.ts';
import { exportDestinations } from './sv/export-destinations.ts';
import { frame } from './sv/frame.ts';
import { parts } from './sv/parts.ts';
import { status } from './sv/status.ts';
import { subscriptions } from './sv/subscriptions.ts';

export { table } from 'locale:sv';

export const sv: Catalogue = { ...exportDestinations, ...frame, ...parts, ...status, ...subscriptions };
