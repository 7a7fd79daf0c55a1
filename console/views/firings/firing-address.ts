import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import { linkHere, useAddress } from '../../parts/address.ts';
import { triggerChoices } from '../../parts/create-flow/flow-start.ts';

/** How far back the list goes. */
export const periods = ['24h', '7d', '30d'] as const;

export type Period = (typeof periods)[number];

const HOUR_MS = 3_600_000;

export const periodMs: Readonly<Record<Period, number>> = {
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

/** Of the deliveries of a firing: at least one has not arrived, or was given up. */
export const deliveryFilters = ['open', 'dead'] as const;

export type DeliveryFilter = (typeof deliveryFilters)[number];

/** How many firings are read at first, and with each wish for more. */
const PAGE = 100;

/** What the address asks for. */
export interface FiringsAddress {
  readonly period: Period;
  readonly type: TriggerType | undefined;
  readonly state: DeliveryFilter | undefined;
  readonly search: string;
  readonly count: number;
  readonly firingId: string | undefined;
}

export function useFiringsAddress(): FiringsAddress {
  const { query } = useAddress();
  return {
    period: periods.find((period) => period === query.get('since')) ?? '24h',
    type: triggerChoices.find((type) => type === query.get('type')),
    state: deliveryFilters.find((state) => state === query.get('state')),
    search: query.get('search') ?? '',
    count: Math.max(PAGE, Number(query.get('count')) || 0),
    firingId: query.get('firing') ?? undefined,
  };
}

/** The parameter of the address that opens the pane of a firing. */
export const firingParameters = ['firing', 'deliveries'] as const;

export function firingLink(id: string): string {
  return linkHere({ firing: id });
}

/** The count to ask for when those that are there do not suffice. */
export function more(count: number): string {
  return String(count + PAGE);
}
