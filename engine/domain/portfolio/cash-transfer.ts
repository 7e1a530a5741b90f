import type { Money } from '../units/money.ts';
import type { UnixMs } from '../units/time.ts';

/** Money that was put into an account or taken out of it: neither a gain nor a loss. */
export interface CashTransfer {
  /** Unique within the account. */
  readonly transferId: string;
  /** Above zero was put in. */
  readonly amount: Money;
  /**
   * `told`: the venue lists it. `trades-of-others`: what trades in the account that are not ours have brought or
   * cost. `unexplained difference`: the venue holds another amount than everything we know of adds up to.
   */
  readonly reason: 'told' | 'trades-of-others' | 'unexplained difference';
  /** The venue's word for it, or the numbers. */
  readonly detail: string;
  /** By the venue's clock where it tells it, else when it was found. */
  readonly time: UnixMs;
}
