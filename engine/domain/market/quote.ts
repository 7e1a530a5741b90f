import type { UnixMs } from '../units/time.ts';

/** Best bid and ask of one instrument at one moment. Prices in quote units, sizes in base units. */
export interface Quote {
  readonly time: UnixMs;
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
}
