import type { InstrumentId } from "../../domain/instrument/instrument.ts";
import type { FeedStatus, MarketEvent } from "../../domain/market/market-event.ts";
import { type UnixMs, unixMs } from "../../domain/units/time.ts";
import { Random } from "../../numerics/random.ts";
import type { PulledFeed } from "../feed.ts";
import { calibrations } from "./calibration.ts";
import { EventQueue } from "./event-queue.ts";
import { FundingClock } from "./funding-clock.ts";
import { sandboxInstruments } from "./instruments.ts";
import { Economy } from "./latent/economy.ts";
import { FAIR_STEP_MS } from "./latent/fair-price.ts";
import { MarketTape } from "./market-tape.ts";
import { LimitOrderBook } from "./matching/limit-order-book.ts";
import { TradingPit } from "./trading-pit.ts";

const STEPS_PER_SECOND = 1000 / FAIR_STEP_MS;
const STEPS_PER_MINUTE = 60 * STEPS_PER_SECOND;
const WARM_UP_MS = 20_000;

export interface SandboxSettings {
  /** Everything drawn follows from it. A safe integer. */
  readonly seed: number;
  /** Time of the first event. */
  readonly startTime: UnixMs;
  /** Prices in quote units to go on from, by instrument; the usual starting price where missing. */
  readonly startPrices?: Readonly<Record<InstrumentId, number>>;
  /** True makes a market nobody can predict: for telling luck from skill. */
  readonly noEdge?: boolean;
}

/** A disturbance of one instrument's feed, beginning with the next event pulled. */
export interface Outage {
  readonly instrument: InstrumentId;
  readonly status: Extract<FeedStatus["status"], "stale" | "gap">;
  readonly lastsMs: number;
}

/** A market of its own: endless, seeded, no network. It knows nothing of anybody's orders outside. */
export interface SandboxMarket extends PulledFeed {
  /**
   * Silences an instrument while its market goes on: a `feed-status` now, then nothing, then a fresh
   * snapshot and `live`.
   * @throws {RangeError} when the instrument is unknown or already silent, or the length is not above zero.
   */
  disturb(outage: Outage): void;
}

/**
 * Opens the sandbox. The same settings and the same disturbances at the same events give the same events.
 * @throws {RangeError} when the seed is not a safe integer or a start price is not finite and above zero.
 */
export function createSandboxMarket(settings: SandboxSettings): SandboxMarket {
  return new AgentBasedMarket(settings);
}

class AgentBasedMarket implements SandboxMarket {
  readonly kind = "pulled";
  readonly instruments = sandboxInstruments;
  readonly #queue = new EventQueue();
  readonly #economy: Economy;
  readonly #pits: readonly TradingPit[];
  readonly #funding: readonly FundingClock[];
  readonly #silentUntilMs: number[];
  #nowMs: number;
  #stepMs: number;
  #steps = 0;
  #closed = false;

  constructor({ seed, startTime, startPrices, noEdge = false }: SandboxSettings) {
    const random = new Random(seed);
    const startTicks = sandboxInstruments.map((instrument, index) =>
      startTicksOf(
        startPrices?.[instrument.id] ?? calibrations[index]?.startPrice ?? 0,
        instrument.tickValue,
        instrument.id,
      ),
    );
    this.#economy = new Economy({
      calibrations,
      startTicks,
      startMs: startTime,
      random: random.fork("economy"),
      noEdge,
    });
    this.#pits = calibrations.map((calibration, index) =>
      this.#openPit(index, calibration, random.fork(`pit-${index}`), { startTime, noEdge }),
    );
    this.#funding = sandboxInstruments.map(
      ({ fundingIntervalHours }) => new FundingClock(fundingIntervalHours, startTime),
    );
    this.#silentUntilMs = sandboxInstruments.map(() => Number.MAX_SAFE_INTEGER);
    this.#nowMs = startTime;
    this.#stepMs = startTime;
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
    const index = this.instruments.findIndex(({ id }) => id === instrument);
    const pit = this.#pits[index];
    if (pit === undefined) throw new RangeError(`no such instrument in the sandbox: ${instrument}`);
    if (!(lastsMs > 0))
      throw new RangeError(`an outage must last longer than 0 ms, was ${lastsMs}`);
    if (pit.tape.silent) throw new RangeError(`${instrument} is silent already`);
    pit.tape.tellStatus(
      unixMs(Math.floor(this.#nowMs)),
      status,
      `disturbed on demand for ${lastsMs} ms`,
    );
    pit.tape.silent = true;
    this.#silentUntilMs[index] = Math.ceil(this.#nowMs + lastsMs);
  }

  #openPit(
    index: number,
    calibration: (typeof calibrations)[number],
    random: Random,
    { startTime, noEdge }: { startTime: UnixMs; noEdge: boolean },
  ): TradingPit {
    const instrument = sandboxInstruments[index];
    const fair = this.#economy.prices[index];
    if (instrument === undefined || fair === undefined)
      throw new RangeError(`no instrument for calibration ${index}`);
    const book = new LimitOrderBook();
    const tape = new MarketTape(instrument, book, this.#queue, startTime);
    return new TradingPit({
      instrument,
      calibration,
      fair,
      book,
      tape,
      random,
      startMs: startTime - WARM_UP_MS,
      noEdge,
    });
  }

  /** Lets the agents trade unseen around the unmoving starting price, then shows the books. */
  #begin(startTime: UnixMs): void {
    for (const pit of this.#pits) while (pit.nextMs < startTime) pit.act();
    for (const pit of this.#pits) pit.tape.tellSnapshot(startTime, "sandbox market open");
  }

  #advance(): void {
    let due = this.#stepMs;
    let acting: TradingPit | undefined;
    for (const pit of this.#pits) {
      if (pit.nextMs >= due) continue;
      due = pit.nextMs;
      acting = pit;
    }
    this.#nowMs = due;
    if (acting === undefined) this.#step();
    else acting.act();
  }

  /** What happens at even steps: fair prices, marks, funding, the end of outages. */
  #step(): void {
    const nowMs = this.#stepMs;
    this.#economy.step(nowMs);
    for (const pit of this.#pits) pit.fairMoved(nowMs);
    this.#endOutages(nowMs);
    if (this.#steps % STEPS_PER_SECOND === 0) this.#everySecond(nowMs);
    if (this.#steps % STEPS_PER_MINUTE === 0)
      for (const pit of this.#pits) pit.clearHopeless(nowMs);
    this.#steps += 1;
    this.#stepMs += FAIR_STEP_MS;
  }

  #everySecond(nowMs: number): void {
    const time = unixMs(nowMs);
    for (const [index, pit] of this.#pits.entries()) {
      const funding = this.#funding[index];
      pit.moodChanged();
      funding?.sample(pit.mid, pit.fair.index);
      const mark = funding?.markTicks(pit.fair.index) ?? 1;
      pit.tape.tellMark(time, mark);
      if (funding !== undefined && funding.nextMs <= nowMs)
        pit.tape.tellFunding(time, funding.settle(), mark);
    }
  }

  #endOutages(nowMs: number): void {
    for (const [index, pit] of this.#pits.entries()) {
      if (!pit.tape.silent || (this.#silentUntilMs[index] ?? 0) > nowMs) continue;
      pit.tape.tellSnapshot(unixMs(nowMs), "feed restored");
    }
  }
}

function startTicksOf(price: number, tickValue: number, id: InstrumentId): number {
  if (!Number.isFinite(price) || price <= 0)
    throw new RangeError(`${id}: a start price must be finite and above zero, was ${price}`);
  return Math.max(1, Math.round(price / tickValue));
}
