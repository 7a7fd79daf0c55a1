import type { DeliveryRow } from '../store/rows.ts';

/** What became of an event. `work` is what is left to do for it: its first attempts, or what a dead worker left undone. */
export interface Handled {
  readonly outcome: 'fires' | 'applied' | 'duplicate' | 'late' | 'ignored';
  readonly reason?: string;
  readonly work?: () => Promise<DeliveryRow[]>;
}
