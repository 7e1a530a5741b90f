import type { Fill } from '../domain/order/fill.ts';

/** What the ledger needs to know of an execution; why it happened is no business of the ledger's. */
export type BookableFill = Pick<
  Fill,
  'fillId' | 'runId' | 'instrument' | 'side' | 'lots' | 'ticks' | 'fee' | 'time'
>;
