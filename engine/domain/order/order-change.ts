import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';

/** What is to be another one in an order that stands. At least one of them. */
export interface OrderChange {
  /** Whole size, filled part included. */
  readonly lots?: Lots;
  readonly limit?: Ticks;
  readonly trigger?: Ticks;
}
