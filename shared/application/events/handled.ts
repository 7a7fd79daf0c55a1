import type { DeliveryRow } from '../store/rows.ts';

/** What became of an event. `work` is what is left to do for it: its first attempts, or what a dead worker left undone. */
export type Handled =
  | { readonly outcome: 'fires' | 'duplicate'; readonly work: () => Promise<DeliveryRow[]> }
  | { readonly outcome: 'applied' | 'duplicate' | 'late'; readonly work?: undefined }
  | { readonly outcome: 'ignored'; readonly reason: string; readonly work?: undefined };
