import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './lv/dead-letters.ts';
import { firings } from './lv/firings.ts';
import { frame } from './lv/frame.ts';
import { parts } from './lv/parts.ts';
import { status } from './lv/status.ts';

export { table } from 'locale:lv';

export const lv: Catalogue = { ...deadLetters, ...firings, ...frame, ...parts, ...status };
