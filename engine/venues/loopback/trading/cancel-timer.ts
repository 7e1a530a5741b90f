import type { VenueClock } from '../../venue-clock.ts';
import type { MatchingCore } from './matching-core.ts';

/** "Cancel all after", as a request sets it: of one market where it names one, 0 switches it off. */
export interface CancelAllAfter {
  readonly ms: number;
  readonly symbol?: string | undefined;
}

const EVERY_MARKET = '';

/** A venue's dead man's switch: what is not renewed in time takes open orders along, with or without those that wait for a trigger. */
export class CancelTimer {
  /** Orders that wait for a trigger are left standing. */
  sparesStops = false;
  /** Every setting that was taken, in order. */
  readonly settings: CancelAllAfter[] = [];
  readonly #core: MatchingCore;
  readonly #clock: VenueClock;
  readonly #running = new Map<string, () => void>();

  constructor(core: MatchingCore, clock: VenueClock) {
    this.#core = core;
    this.#clock = clock;
  }

  /** Whether it runs for any market. */
  get isOn(): boolean {
    return this.#running.size > 0;
  }

  set(setting: CancelAllAfter): void {
    const { ms, symbol = EVERY_MARKET } = setting;
    this.settings.push(setting);
    this.#running.get(symbol)?.();
    this.#running.delete(symbol);
    if (ms > 0)
      this.#running.set(
        symbol,
        this.#clock.after(ms, () => this.#fire(symbol)),
      );
  }

  stop(): void {
    for (const stop of this.#running.values()) stop();
    this.#running.clear();
  }

  #fire(symbol: string): void {
    this.#running.delete(symbol);
    for (const order of this.#core.openOrders) {
      const isMeant = symbol === EVERY_MARKET || order.symbol === symbol;
      const isSpared = this.sparesStops && order.status === 'untriggered';
      if (isMeant && !isSpared) this.#core.cancel({ venueId: order.venueId }, 'cancel-all-after');
    }
  }
}
