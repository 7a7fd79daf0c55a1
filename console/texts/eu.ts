import type { Catalogue } from './catalogue.ts';
import { frame } from './eu/frame.ts';
import { parts } from './eu/parts.ts';
import { status } from './eu/status.ts';

export { table } from 'locale:eu';

export const eu: Catalogue = { ...frame, ...parts, ...status };
