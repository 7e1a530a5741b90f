import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { WireStepRules } from './wire-steps.ts';

/** What a venue's own list says of one symbol. */
export interface Listing {
  /** The venue's name of it, as in its frames. */
  readonly wireSymbol: string;
  readonly steps: WireStepRules;
  /** Undefined where our books can follow it and our ledger cannot hold it, such as inverse contracts. */
  readonly instrument: Instrument | undefined;
}

/** Fees in millionths of the notional. */
export interface Fees {
  readonly makerFeePpm: number;
  readonly takerFeePpm: number;
}
