import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './kk/dead-letters.ts';
import { explain } from './kk/explain.ts';
import { firings } from './kk/firings.ts';
import { frame } from './kk/frame.ts';
import { parts } from './kk/parts.ts';
import { status } from './kk/status.ts';
import { thresholds } from './kk/thresholds.ts';

export { table } from 'locale:kk';
export const kk: Catalogue = { ...deadLetters, ...explain, ...firings, ...frame, ...parts, ...status, ...thresholds };
