import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './eu/dead-letters.ts';
import { explain } from './eu/explain.ts';
import { firings } from './eu/firings.ts';
import { frame } from './eu/frame.ts';
import { parts } from './eu/parts.ts';
import { status } from './eu/status.ts';
import { thresholds } from './eu/thresholds.ts';

export { table } from 'locale:eu';
export const eu: Catalogue = { ...deadLetters, ...explain, ...firings, ...frame, ...parts, ...status, ...thresholds };
