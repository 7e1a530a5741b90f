import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { FormulaBank } from '../../features/formula-bank.ts';
import type { RefusedInput } from '../../features/input-door.ts';
import type { RunWatch } from '../../features/run-watch.ts';
import { VoteDesk } from '../../features/vote-desk.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import type { Fitter } from '../../formulas/refit.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { MarketState } from '../../market/market-state.ts';
import { Random } from '../../numerics/random.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket, type SandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { MadeUpAccount } from './made-up-account.ts';
import { type BarsOfTime, madeUpMinute, madeUpPast, openAway } from './made-up-bars.ts';
import { madeUpNumber, numbersDueAt } from './made-up-numbers.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Bars beyond those a formula needs before it can say something. */
const SPARE_BARS = 10;
/** What is told of a market that trades and not of made-up minutes. */
const TAPE: ReadonlySet<string> = new Set([
  'trade',
  'quote',
  'book',
  'trade-quote',
  'peer-trade',
  'peer-quote',
]);
const FIRST_PRICES = [60_000, 3000, 150] as const;

/** Whether a formula reads what a market that trades tells, and made-up minutes do not. */
export const isOfTape = ({ input, reads = [] }: AnyFormula): boolean =>
  input === 'step' ? reads.some((kind) => TAPE.has(kind)) : TAPE.has(input);

export interface FormulaWorldOptions {
  readonly seed: number;
  /** When the minutes begin; what lies before is the past of longer bars. A UTC midnight. */
  readonly startTime: number;
  readonly formulas?: readonly AnyFormula[];
  readonly fitter?: Fitter;
  readonly watch?: RunWatch;
  /** Of how many instruments the formulas are run; one when left out. */
  readonly banks?: number;
  /** Whether formulas vote, as those that read votes ask for; they do when left out. */
  readonly withVotes?: boolean;
  /** How many symbols are followed; three when left out, never fewer than those whose formulas are run. */
  readonly symbols?: number;
  /** One minute in so many opens away from the close before; none does when left out. */
  readonly gapEvery?: number;
  readonly onRefused?: (refused: RefusedInput) => void;
}

/**
 * A made-up world in which every formula has what it reads: a past of longer bars, minutes as fast as they can
 * be worked through, the sandbox market live, an account that trades, and every named series. Seeded.
 */
export class FormulaWorld {
  readonly hub: FeatureHub;
  readonly banks: readonly FormulaBank[];
  readonly instruments: readonly Instrument[];
  readonly #formulas: readonly AnyFormula[];
  readonly #votes: VoteDesk | undefined;
  readonly #random: Random;
  readonly #account: MadeUpAccount;
  readonly #prices: number[];
  readonly #seed: number;
  readonly #gapEvery: number;
  readonly #startTime: number;
  #time: number;
  #liveSince = Infinity;
  #market: { readonly feed: SandboxMarket; readonly state: MarketState } | undefined;

  constructor({
    banks = 1,
    fitter,
    formulas = allFormulas,
    gapEvery = Infinity,
    onRefused,
    seed,
    startTime,
    symbols = sandboxInstruments.length,
    watch,
    withVotes = true,
  }: FormulaWorldOptions) {
    this.instruments = manyInstruments(Math.max(banks, symbols, sandboxInstruments.length));
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#gapEvery = gapEvery;
    this.#startTime = startTime;
    this.#time = startTime;
    this.#formulas = formulas;
    this.#prices = this.instruments.map((_, at) => FIRST_PRICES[at % FIRST_PRICES.length] ?? 1);
    const [first] = this.instruments;
    if (first === undefined) throw new Error('a world must have an instrument');
    this.#account = new MadeUpAccount(first.id, this.#random.fork('account'));
    this.hub = new FeatureHub(this.instruments, { fitter, watch, onRefused, account: this.#account });
    this.#votes = withVotes ? new VoteDesk(this.hub, this.instruments, { formulas }) : undefined;
    this.banks = this.instruments.slice(0, banks).map(({ id }) => new FormulaBank(this.hub, id, formulas));
  }

  /** Time of the world, Unix ms. */
  get time(): number {
    return this.#time;
  }

  /** How much time a formula has seen of what it reads: of the tape since the market went live, else of minutes. */
  spanMsOf(formula: AnyFormula): number {
    return Math.max(0, this.#time - (isOfTape(formula) ? this.#liveSince : this.#startTime));
  }

  /** How many minutes the formulas on minutes need to be warm; those that need more than `most` are left out. */
  minutesToWarm(most: number): number {
    const needed = this.#formulas
      .filter(({ barMs = MINUTE_MS }) => barMs === MINUTE_MS)
      .map((formula) => formula.warmUp(formula.defaults))
      .filter((count) => count <= most);
    return Math.max(0, ...needed) + SPARE_BARS;
  }

  /**
   * Lives through the past of bars longer than a minute, as many of each length as formulas of it need.
   * @yields after every bar.
   */
  *liveThroughThePast(): Generator<void> {
    for (const { bars, endTime } of this.#longBars()) {
      if (endTime % DAY_MS === 0) this.#beginDay(endTime);
      for (const [at, { id }] of this.instruments.entries()) {
        const bar = bars[at];
        if (bar) this.hub.onClosedBar(id, bar);
      }
      yield;
    }
  }

  /** Lives through one minute of bars, without a tape: all that one brings, then its bars, then votes on them. */
  passMinute(): void {
    this.closeBars(this.tellMinute());
    this.settleVotes();
  }

  /** Lives through all of a minute but its end: numbers of series, what we do ourselves. Answers its bars, one a symbol. */
  tellMinute(): readonly Bar[] {
    const openTime = this.#time;
    this.#time += MINUTE_MS;
    this.#endMinute(openTime);
    if ((openTime / MINUTE_MS) % this.#gapEvery === 0) openAway(this.#prices, this.#random);
    return this.#makeUpBars(openTime, 0);
  }

  /** Closes bars of one minute, those of the last symbols when there are fewer than symbols. */
  closeBars(bars: readonly Bar[]): void {
    const from = this.instruments.length - bars.length;
    for (let at = 0; at < bars.length; at += 1) {
      const { id } = this.instruments[from + at] as Instrument;
      const bar = bars[at] as Bar;
      this.hub.onClosedBar(id, bar);
      this.#votes?.onClosedBar(id, bar);
    }
  }

  /** Has the votes counted that are due once the bars of a minute have closed. */
  settleVotes(): void {
    this.#votes?.settle(this.#time);
  }

  /** Lives through one event of the sandbox market, which begins where the minutes ended. */
  passEvent(): void {
    const { feed, state } = (this.#market ??= this.#openMarket());
    const event = feed.next();
    if (event === undefined) return;
    const ended = event.time - (event.time % MINUTE_MS);
    if (ended > this.#time - (this.#time % MINUTE_MS)) {
      this.#endMinute(ended - MINUTE_MS);
      this.closeBars(this.#makeUpBars(ended - MINUTE_MS, sandboxInstruments.length));
    }
    this.#time = Math.max(this.#time, event.time);
    const change = state.apply(event);
    if (event.kind === 'trade') {
      const at = this.instruments.findIndex(({ id }) => id === event.instrument);
      this.#prices[at] = event.ticks * (this.instruments[at]?.tickValue ?? 1);
    }
    this.hub.onChange(change, event);
    this.#votes?.onChange(change, event);
    this.#votes?.settle(this.#time);
  }

  /** Makes up the minute of the instruments from this place on: those before it trade. */
  #makeUpBars(openTime: number, from: number): readonly Bar[] {
    const prices = this.#prices.slice(from);
    const bars = madeUpMinute(prices, openTime, this.#random);
    for (let at = 0; at < prices.length; at += 1) this.#prices[from + at] = prices[at] as number;
    return bars;
  }

  #openMarket() {
    this.#liveSince = this.#time;
    const tradable = this.instruments.slice(0, sandboxInstruments.length);
    const startPrices = Object.fromEntries(tradable.map(({ id }, at) => [id, this.#prices[at] ?? 1]));
    const feed = createSandboxMarket({ seed: this.#seed, startTime: unixMs(this.#time), startPrices });
    return { feed, state: new MarketState(tradable) };
  }

  #endMinute(openTime: number): void {
    const endTime = openTime + MINUTE_MS;
    this.#tellNumbers(endTime);
    this.#account.passMinute(this.hub.own, endTime, this.#prices[0] ?? 1);
  }

  #beginDay(time: number): void {
    this.#tellNumbers(time);
    this.#account.tellReturns(this.hub.own, time, 0.01);
  }

  #tellNumbers(time: number): void {
    for (const name of numbersDueAt(time)) {
      for (const [at, { id }] of this.instruments.entries()) {
        const value = madeUpNumber(name, { time, price: this.#prices[at] ?? 1, random: this.#random });
        this.hub.onSeries(id, { name, time: unixMs(time), value });
      }
    }
  }

  #longBars(): BarsOfTime[] {
    const counts = new Map<number, number>();
    for (const formula of this.#formulas) {
      const { barMs = MINUTE_MS } = formula;
      const needed = formula.warmUp(formula.defaults) + SPARE_BARS;
      if (barMs > MINUTE_MS) counts.set(barMs, Math.max(counts.get(barMs) ?? 0, needed));
    }
    return [...counts]
      .flatMap(([intervalMs, count]) =>
        madeUpPast({
          intervalMs,
          count,
          endTime: this.#time,
          lastPrices: this.#prices,
          random: this.#random.fork(`bars of ${intervalMs}`),
        }),
      )
      .toSorted((one, other) => one.endTime - other.endTime);
  }
}

/** The instruments of the sandbox, and as many like them as it takes; only the first are traded there. */
function manyInstruments(count: number): readonly Instrument[] {
  return Array.from({ length: count }, (_, at) => {
    const like = sandboxInstruments[at % sandboxInstruments.length];
    if (like === undefined) throw new Error('the sandbox must have an instrument');
    if (at < sandboxInstruments.length) return like;
    const base = `${like.base}${at}`;
    return { ...like, id: `sandbox:${base}/USDT:USDT`, symbol: `${base}/USDT:USDT`, base };
  });
}
