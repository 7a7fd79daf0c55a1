import { deadLetters } from './en/dead-letters.ts';
import { explain } from './en/explain.ts';
import { firings } from './en/firings.ts';
import { frame } from './en/frame.ts';
import { parts } from './en/parts.ts';
import { status } from './en/status.ts';
import { thresholds } from './en/thresholds.ts';

export { table } from 'locale:en';

/** Every text of the console in English. A view has a file of its own. */
export const en = { ...deadLetters, ...explain, ...firings, ...frame, ...parts, ...status, ...thresholds };
