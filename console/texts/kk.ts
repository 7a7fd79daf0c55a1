import type { Catalogue } from './catalogue.ts';
import { explain } from './kk/explain.ts';
import { frame } from './kk/frame.ts';
import { parts } from './kk/parts.ts';
import { status } from './kk/status.ts';
import { thresholds } from './kk/thresholds.ts';

export { table } from 'locale:kk';

export const kk: Catalogue = { ...frame, ...parts, ...status, ...thresholds, ...explain };
