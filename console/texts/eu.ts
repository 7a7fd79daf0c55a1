import type { Catalogue } from './catalogue.ts';
import { explain } from './eu/explain.ts';
import { frame } from './eu/frame.ts';
import { parts } from './eu/parts.ts';
import { status } from './eu/status.ts';
import { thresholds } from './eu/thresholds.ts';

export { table } from 'locale:eu';

export const eu: Catalogue = { ...frame, ...parts, ...status, ...thresholds, ...explain };
