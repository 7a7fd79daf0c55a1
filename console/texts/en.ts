import { deadLetters } from './en/dead-letters.ts';
import { firings } from './en/firings.ts';
import { frame } from './en/frame.ts';
import { parts } from './en/parts.ts';
import { status } from './en/status.ts';

export { table } from 'locale:en';

/** Every text of the console in English. A view has a file of its own. */
export const en = { ...deadLetters, ...firings, ...frame, ...parts, ...status };
