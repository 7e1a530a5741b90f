import type { VenueReport } from '../../domain/venue/venue-report.ts';
import { RecentIds } from '../ccxt/recent-ids.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { VenueTrader } from './venue-trader.ts';

export interface UntoldFillsOptions {
  readonly trader: VenueTrader;
  readonly clock: VenueClock;
  readonly report: (report: VenueReport) => void;
}

/** How far back executions are looked for when a stream tells that there were some, in ms. */
const LOOK_BACK_MS = 60_000;

/**
 * Asks for executions that a stream tells without their names, and tells each of them once. That it cannot ask now
 * loses nothing: whoever hears the order asks for its trades as well.
 */
export class UntoldFills {
  readonly #options: UntoldFillsOptions;
  readonly #told = new RecentIds(KEPT_IDS);
  #isLooking = false;
  #looksAgain = false;

  constructor(options: UntoldFillsOptions) {
    this.#options = options;
  }

  /** Something was filled. */
  look(): void {
    this.#looksAgain = this.#isLooking;
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#tell().then(
      () => this.#ended(),
      () => this.#ended(),
    );
  }

  async #tell(): Promise<void> {
    const { clock, report, trader } = this.#options;
    const { trades } = await trader.trades(clock.now() - LOOK_BACK_MS);
    for (const trade of trades) if (this.#told.add(trade.tradeId)) report({ kind: 'stream-trade', trade });
  }

  #ended(): void {
    this.#isLooking = false;
    if (this.#looksAgain) this.look();
  }
}

/** More executions than a minute holds. */
const KEPT_IDS = 10_000;
