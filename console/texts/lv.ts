import type { Catalogue } from './catalogue.ts';
import { exportDestinations } from './lv/export-destinations.ts';
import { frame } from './lv/frame.ts';
import { parts } from './lv/parts.ts';
import { status } from './lv/status.ts';
import { subscriptions } from './lv/subscriptions.ts';

export { table } from 'locale:lv';

export const lv: Catalogue = { ...exportDestinations, ...frame, ...parts, ...status, ...subscriptions };
