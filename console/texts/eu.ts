import type { Catalogue } from './catalogue.ts';
import { deadLetters } from './eu/dead-letters.ts';
import { firings } from './eu/firings.ts';
import { frame } from './eu/frame.ts';
import { parts } from './eu/parts.ts';
import { status } from './eu/status.ts';

export { table } from 'locale:eu';

export const eu: Catalogue = { ...deadLetters, ...firings, ...frame, ...parts, ...status };
