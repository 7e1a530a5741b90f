import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { VenueBar } from '../../domain/market/market-event.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { LiveFeed } from '../../venues/ccxt/live-feed.ts';
import type { PastLength } from '../../venues/sandbox/sandbox-past.ts';
import type { Clock } from '../clock.ts';
import { pastLengths } from './past-lengths.ts';

/** The past of a venue's markets, as far as it was told in time. */
export interface VenueHistory {
  readonly events: readonly VenueBar[];
  readonly notices: readonly string[];
}

/** Bars that are known of an instrument already, oldest first. */
export type KnownBars = (
  instrument: InstrumentId,
  length: PastLength,
  until: number,
) => Promise<readonly PastBarOf[]>;

type PastBarOf = Pick<Bar, 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volumeBase'>;

export interface VenueHistoryOptions {
  readonly clock: Clock;
  /** How long it may take, in ms: whoever holds positions must not wait for a chart. */
  readonly withinMs: number;
  readonly lengths?: readonly PastLength[];
  /** What is kept on the disk; nothing when left out. */
  readonly known?: KnownBars | undefined;
}

/** Bars that miss of so many known ones are no reason to ask for all of them again. */
const FEW_MISSING = 0.02;

/**
 * Bars of the past as events, oldest first and at one time the longest first: what is kept, and what the venue tells
 * of the rest, the longest lengths first, within the time given. What cannot be had costs the past and nothing else.
 */
export async function venueHistory(feed: LiveFeed, options: VenueHistoryOptions): Promise<VenueHistory> {
  const { clock, withinMs } = options;
  const asking = new Asking(feed, options, clock.monotonicMs() + withinMs);
  let forget: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    forget = clock.after(withinMs, resolve);
  });
  await Promise.race([asking.askAll(), over]);
  forget();
  return asking.told(unixMs(clock.now()));
}

/** Asks for one length of one instrument after the other, and keeps what has been told so far. */
class Asking {
  readonly #feed: LiveFeed;
  readonly #options: VenueHistoryOptions;
  readonly #until: number;
  readonly #found: VenueBar[] = [];
  readonly #notices: string[] = [];
  #left: number;

  constructor(feed: LiveFeed, options: VenueHistoryOptions, until: number) {
    this.#feed = feed;
    this.#options = options;
    this.#until = until;
    this.#left = this.#lengths.length * feed.instruments.length;
  }

  get #lengths(): readonly PastLength[] {
    return this.#options.lengths ?? pastLengths();
  }

  async askAll(): Promise<void> {
    for (const length of this.#lengths)
      for (const { id, symbol } of this.#feed.instruments) {
        if (this.#isOver) return;
        await this.#ask(id, symbol, length);
        this.#left -= 1;
      }
  }

  told(time: UnixMs): VenueHistory {
    const late = `the venue gave no more of its history within ${this.#options.withinMs} ms`;
    const place = new Map(this.#feed.instruments.map(({ id }, at) => [id, at]));
    const events = this.#found
      .map((event) => ({ ...event, time }))
      .toSorted(
        (a, b) =>
          a.venueTime - b.venueTime ||
          b.intervalMs - a.intervalMs ||
          (place.get(a.instrument) ?? 0) - (place.get(b.instrument) ?? 0),
      );
    return { events, notices: [...this.#notices, ...(this.#left > 0 ? [late] : [])] };
  }

  get #isOver(): boolean {
    return this.#options.clock.monotonicMs() >= this.#until;
  }

  async #ask(instrument: InstrumentId, symbol: string, length: PastLength): Promise<void> {
    const { clock, known } = this.#options;
    const { intervalMs } = length;
    const end = clock.now() - (clock.now() % intervalMs);
    // An archive that cannot be read costs no more than what it holds.
    const kept = (await known?.(instrument, length, end).catch(() => [])) ?? [];
    const count = missingOf(kept, length, end);
    const bars = new Map(kept.map((bar) => [bar.openTime as number, bar]));
    try {
      if (count > 0) {
        const wish = { symbol, intervalMs, count, isEnough: () => this.#isOver };
        for (const candle of await this.#feed.history(wish))
          bars.set(candle.openTime, { ...candle, openTime: unixMs(candle.openTime) });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#notices.push(`${symbol}: the venue gave no history of ${intervalMs / 60_000} min bars: ${why}`);
    }
    for (const { close, high, low, open, openTime, volumeBase } of bars.values()) {
      const venueTime = unixMs(openTime + intervalMs);
      const sums = { openTime, intervalMs, open, high, low, close, volumeBase };
      this.#found.push({ kind: 'venue-bar', instrument, time: venueTime, venueTime, ...sums });
    }
  }
}

/** How many bars before `end` have to be asked for. */
function missingOf(kept: readonly PastBarOf[], { count, intervalMs }: PastLength, end: number): number {
  const last = kept.at(-1);
  if (last === undefined) return count;
  const recent = Math.max(0, Math.round((end - last.openTime) / intervalMs) - 1);
  const isNearlyAll = kept.length >= (count - recent) * (1 - FEW_MISSING);
  return isNearlyAll ? Math.min(count, recent) : count;
}
