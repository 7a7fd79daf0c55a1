import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './ro/dead-letters.ts';
import { explain } from './ro/explain.ts';
import { firings } from './ro/firings.ts';
import { frame } from './ro/frame.ts';
import { parts } from './ro/parts.ts';
import { status } from './ro/status.ts';
import { thresholds } from './ro/thresholds.ts';

export { table } from 'locale:ro';
export const ro: Catalogue = { ...deadLetters, ...explain, ...firings, ...frame, ...parts, ...status, ...thresholds };
