import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './lv/dead-letters.ts';
import { explain } from './lv/explain.ts';
import { firings } from './lv/firings.ts';
import { frame } from './lv/frame.ts';
import { parts } from './lv/parts.ts';
import { status } from './lv/status.ts';
import { thresholds } from './lv/thresholds.ts';

export { table } from 'locale:lv';
export const lv: Catalogue = { ...deadLetters, ...explain, ...firings, ...frame, ...parts, ...status, ...thresholds };
