import { measureClockOffset, type ClockOffset } from '../ccxt/clock-offset.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { TradingClient } from './trading-client.ts';
import type { TradingDialect } from './venue-trader.ts';
import { AskFailed } from './ask-failed.ts';

/**
 * The venue's time as we know it: ours and what it was found to differ by. Everything that is signed carries
 * this time, so that a wrong clock of this machine does not put requests outside the venue's window.
 */
export class ServerClock {
  readonly #clock: VenueClock;
  #offsetMs = 0;
  #measuring: Promise<ClockOffset> | undefined;
  #ask: (() => Promise<ClockOffset>) | undefined;

  constructor(clock: VenueClock) {
    this.#clock = clock;
  }

  /** Unix ms, whole. */
  now(): number {
    return Math.floor(this.#clock.now() + this.#offsetMs);
  }

  /** Who is asked from now on. */
  follow(client: TradingClient, dialect: TradingDialect): void {
    const asked = {
      get exchange() {
        return client.streams;
      },
      get lastRoundTripMs() {
        return client.lastRoundTripMs;
      },
    };
    this.#ask = () => measureClockOffset({ client: asked, clock: this.#clock, dialect: dialect.market });
  }

  get isMeasuring(): boolean {
    return this.#measuring !== undefined;
  }

  /** Five samples, of which the quickest counts. @throws {AskFailed} when the venue does not answer. */
  measure(): Promise<ClockOffset> {
    this.#measuring ??= this.#measured().finally(() => {
      this.#measuring = undefined;
    });
    return this.#measuring;
  }

  /** Measures again after the venue refused a time; that it fails changes nothing. */
  measureSoon(): void {
    this.measure().catch(() => undefined);
  }

  async #measured(): Promise<ClockOffset> {
    try {
      const offset = await (this.#ask?.() ?? Promise.resolve({ offsetMs: 0, roundTripMs: 0 }));
      this.#offsetMs = offset.offsetMs;
      return offset;
    } catch {
      // Only that it failed is told: what ccxt throws quotes addresses.
      throw new AskFailed({ kind: 'no-answer', because: 'NO_TIME' });
    }
  }
}
