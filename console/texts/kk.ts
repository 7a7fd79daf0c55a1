import type { Catalogue } from './catalogue.ts';
import { frame } from './kk/frame.ts';
import { parts } from './kk/parts.ts';
import { status } from './kk/status.ts';

export { table } from 'locale:kk';

export const kk: Catalogue = { ...frame, ...parts, ...status };
