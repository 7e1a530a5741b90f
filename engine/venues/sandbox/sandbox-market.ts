import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import type { PulledFeed } from '../feed.ts';
import { calibrations } from './calibration.ts';
import { EventQueue } from './event-queue.ts';
import { FundingClock } from './funding-clock.ts';
import { sandboxInstruments } from './instruments.ts';
import { Economy } from './latent/economy.ts';
import { FAIR_STEP_MS } from './latent/fair-price.ts';
import { MarketTape } from './market-tape.ts';
import { LimitOrderBook } from './matching/limit-order-book.ts';
import { TradingPit } from './trading-pit.ts';

const STEPS_PER_SECOND = 1000 / FAIR_STEP_MS;
const STEPS_PER_MINUTE = 60 * STEPS_PER_SECOND;
const WARM_UP_MS = 20_000;
/** Below, a tick is too coarse for the agents' distances; above, the book's reach is too short for them. */
const SMALLEST_START_TICKS = 1000;
const LARGEST_START_TICKS = 2_000_000;

export interface SandboxSettings {
  /** Everything drawn follows from it. A safe integer. */
  readonly seed: number;
  /** Time of the first event. */
  readonly startTime: UnixMs;
  /** Prices in quote units to go on from, by instrument; the usual starting price where missing. */
  readonly startPrices?: Readonly<Record<InstrumentId, number>>;
  /** True makes the fair price a martingale nobody knows ahead of others: for telling luck from skill. */
  readonly noEdge?: boolean;
}

/** A disturbance of one instrument's feed, beginning with the next event made. */
export interface Outage {
  readonly instrument: InstrumentId;
  readonly status: Extract<FeedStatus['status'], 'stale' | 'gap'>;
  /** How long nothing is told; the snapshot comes at the next even step of 100 ms. */
  readonly lastsMs: number;
}

/** A market of its own: endless, seeded, no network. It knows nothing of anybody's orders outside. */
export interface SandboxMarket extends PulledFeed {
  /**
   * Silences an instrument while its market goes on: a `feed-status` now, then nothing but funding, then a
   * fresh snapshot and `live`.
   * @throws {RangeError} when the instrument is unknown or already silent, or the length is not above zero.
   */
  disturb(outage: Outage): void;
}

/**
 * Opens the sandbox. The same settings and the same disturbances at the same events give the same events.
 * @throws {RangeError} when the seed is not a safe integer or a start price is not finite or too far from
 * the sizes the market is made for (1,000 to 2,000,000 ticks).
 */
export function createSandboxMarket(settings: SandboxSettings): SandboxMarket {
  return new AgentBasedMarket(settings);
}

/** One instrument with everything that is told about it. */
interface Listing {
  readonly id: InstrumentId;
  readonly pit: TradingPit;
  readonly funding: FundingClock;
  silentUntilMs: number;
}

class AgentBasedMarket implements SandboxMarket {
  readonly kind = 'pulled';
  readonly instruments = sandboxInstruments;
  readonly #queue = new EventQueue();
  readonly #economy: Economy;
  readonly #listings: readonly Listing[];
  #nowMs: number;
  #stepMs: number;
  #fundingMs: number;
  #steps = 0;
  #closed = false;

  constructor(settings: SandboxSettings) {
    const { startTime, startPrices, noEdge = false } = settings;
    const random = new Random(settings.seed);
    this.#economy = new Economy({
      calibrations,
      startTicks: startTicksFrom(startPrices),
      startMs: startTime,
      random: random.fork('economy'),
      noEdge,
    });
    this.#listings = calibrations.map((_, index) => this.#list(index, random.fork(`pit-${index}`), settings));
    this.#nowMs = startTime;
    this.#stepMs = startTime;
    this.#fundingMs = Math.min(...this.#listings.map(({ funding }) => funding.nextMs));
    this.#begin(startTime);
  }

  next(): MarketEvent | undefined {
    if (this.#closed) return undefined;
    for (;;) {
      const event = this.#queue.shift();
      if (event !== undefined) return event;
      this.#advance();
    }
  }

  progress(): undefined {
    return undefined;
  }

  close(): void {
    this.#closed = true;
    this.#queue.clear();
  }

  disturb({ instrument, status, lastsMs }: Outage): void {
    const listing = this.#listings.find(({ id }) => id === instrument);
    if (listing === undefined) throw new RangeError(`no such instrument in the sandbox: ${instrument}`);
    if (!(lastsMs > 0)) throw new RangeError(`an outage must last longer than 0 ms, was ${lastsMs}`);
    const { tape } = listing.pit;
    if (tape.silent) throw new RangeError(`${instrument} is silent already`);
    tape.tellStatus(unixMs(Math.floor(this.#nowMs)), status, `disturbed on demand for ${lastsMs} ms`);
    tape.silent = true;
    listing.silentUntilMs = this.#nowMs + lastsMs;
  }

  #list(index: number, random: Random, { startTime, noEdge = false }: SandboxSettings): Listing {
    const instrument = sandboxInstruments[index];
    const calibration = calibrations[index];
    const fair = this.#economy.prices[index];
    if (instrument === undefined || calibration === undefined || fair === undefined) {
      throw new RangeError(`instrument ${index} of the sandbox has no calibration or no fair price`);
    }
    const book = new LimitOrderBook();
    const tape = new MarketTape(instrument, book, this.#queue, startTime);
    const startMs = startTime - WARM_UP_MS;
    const pit = new TradingPit({ instrument, calibration, fair, book, tape, random, startMs, noEdge });
    const funding = new FundingClock(instrument.fundingIntervalHours, startTime);
    return { id: instrument.id, pit, funding, silentUntilMs: 0 };
  }

  /** Lets the agents trade unseen around the unmoving starting price, then shows the books. */
  #begin(startTime: UnixMs): void {
    for (const { pit } of this.#listings) while (pit.nextMs < startTime) pit.act();
    for (const { pit } of this.#listings) pit.tape.tellSnapshot(startTime, 'sandbox market open');
  }

  /** Lets happen whatever is due first. */
  #advance(): void {
    let due = Math.min(this.#stepMs, this.#fundingMs);
    let acting: TradingPit | undefined;
    for (const { pit } of this.#listings) {
      if (pit.nextMs >= due) continue;
      due = pit.nextMs;
      acting = pit;
    }
    this.#nowMs = due;
    if (acting !== undefined) acting.act();
    else if (due === this.#fundingMs) this.#payFunding(due);
    else this.#step(due);
  }

  /** What happens at even steps: fair prices, the end of outages, marks, clearing up. */
  #step(nowMs: number): void {
    this.#economy.step(nowMs);
    for (const listing of this.#listings) {
      listing.pit.fairMoved(nowMs);
      if (listing.pit.tape.silent && listing.silentUntilMs <= nowMs) {
        listing.pit.tape.tellSnapshot(unixMs(nowMs), 'feed restored');
      }
      if (this.#steps % STEPS_PER_SECOND === 0) everySecond(listing, nowMs);
      if (this.#steps % STEPS_PER_MINUTE === 0) listing.pit.clearHopeless(nowMs);
    }
    this.#steps += 1;
    this.#stepMs += FAIR_STEP_MS;
  }

  #payFunding(nowMs: number): void {
    const time = unixMs(nowMs);
    for (const { pit, funding } of this.#listings) {
      if (funding.nextMs > nowMs) continue;
      const mark = funding.markTicks(pit.fair.index);
      pit.tape.tellFunding(time, funding.settle(), mark);
    }
    this.#fundingMs = Math.min(...this.#listings.map(({ funding }) => funding.nextMs));
  }
}

function everySecond({ pit, funding }: Listing, nowMs: number): void {
  pit.moodChanged();
  funding.sample(pit.mid, pit.fair.index);
  pit.tape.tellMark(unixMs(nowMs), funding.markTicks(pit.fair.index));
}

function startTicksFrom(startPrices: SandboxSettings['startPrices']): readonly number[] {
  return sandboxInstruments.map(({ id, tickValue }, index) => {
    const price = startPrices?.[id] ?? calibrations[index]?.startPrice ?? Number.NaN;
    const startTicks = Math.round(price / tickValue);
    if (!(startTicks >= SMALLEST_START_TICKS && startTicks <= LARGEST_START_TICKS)) {
      throw new RangeError(
        `${id}: a start price must be ${SMALLEST_START_TICKS} to ${LARGEST_START_TICKS} ticks of ${tickValue}, was ${price}`,
      );
    }
    return startTicks;
  });
}
