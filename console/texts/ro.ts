import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './ro/dead-letters.ts';
import { firings } from './ro/firings.ts';
import { frame } from './ro/frame.ts';
import { parts } from './ro/parts.ts';
import { status } from './ro/status.ts';

export { table } from 'locale:ro';

export const ro: Catalogue = { ...deadLetters, ...firings, ...frame, ...parts, ...status };
