import type { Bar } from '../domain/market/bar.ts';
import type { Quote } from '../domain/market/quote.ts';
import type { Side } from '../domain/order/side.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import type {
  ClosedTrade,
  HeldPosition,
  Holdings,
  Opinions,
  OwnFill,
  ParentOrder,
  PeerBars,
  PeerQuote,
  PeerTrade,
  StrategyReturns,
  VoteOutcome,
} from './step-contents.ts';
import type { Companions, JoinCompanions } from './companions.ts';
import { begunRun, type Caller, lastingRun } from './begun-run.ts';
import type { ReadingFunction, Readings } from './readings.ts';
import { type Fit, type Fitter, fitInline, type Refit } from './refit.ts';

/**
 * The best levels of a book at one moment, as flat lists `price, size, price, size, …` with the
 * best level first. Prices in quote units, sizes in base units.
 */
export interface BookSlice {
  readonly time: number;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

/** A trade of others on the tape. `side` is the side that crossed the spread. */
export interface TradeTick {
  readonly time: number;
  readonly price: number;
  readonly sizeBase: number;
  readonly side: Side;
}

/**
 * One step of the tape and of the best quotes together, in the order in which we learned of them: a new
 * best quote, or a trade beside the quote that stood before it.
 */
export interface TapeStep {
  readonly time: number;
  readonly event: 'quote' | 'trade';
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
  /** Price, size and side of the trade; they mean nothing where the step is a quote. */
  readonly price: number;
  readonly sizeBase: number;
  readonly side: Side;
}

/** One number of a series, such as the close of a bar. */
export interface PricePoint {
  readonly time: number;
  readonly value: number;
}

/**
 * One step of a formula that reads several things at once, in the order in which they happened. `time`
 * is when we knew: the close of a bar, the time of a trade or a book.
 */
export type MarketStep =
  | { readonly kind: 'bar'; readonly time: number; readonly bar: Bar }
  | { readonly kind: 'trade'; readonly time: number; readonly trade: TradeTick }
  | { readonly kind: 'book'; readonly time: number; readonly book: BookSlice }
  | { readonly kind: 'quote'; readonly time: number; readonly quote: Quote }
  | { readonly kind: 'peers'; readonly time: number; readonly peers: PeerBars }
  | { readonly kind: 'position'; readonly time: number; readonly position: HeldPosition }
  | { readonly kind: 'closed-trade'; readonly time: number; readonly trade: ClosedTrade }
  | { readonly kind: 'peer-trade'; readonly time: number; readonly trade: PeerTrade }
  | { readonly kind: 'peer-quote'; readonly time: number; readonly quote: PeerQuote }
  | { readonly kind: 'opinions'; readonly time: number; readonly opinions: Opinions }
  | { readonly kind: 'vote'; readonly time: number; readonly vote: VoteOutcome }
  | { readonly kind: 'holdings'; readonly time: number; readonly holdings: Holdings }
  | { readonly kind: 'parent-order'; readonly time: number; readonly order: ParentOrder }
  | { readonly kind: 'own-fill'; readonly time: number; readonly fill: OwnFill }
  | { readonly kind: 'strategy-returns'; readonly time: number; readonly strategies: StrategyReturns }
  /** One number of a named series from outside, such as the difficulty of the chain, with its time. */
  | { readonly kind: 'series'; readonly time: number; readonly name: string; readonly value: number };

/** What a formula may read. */
export type StepKind = MarketStep['kind'];

/**
 * What each kind of formula is fed, one input at a time. An input is valid only during the call
 * and its object may be reused for the next one: a formula copies the numbers it needs later.
 */
export interface FormulaInputs {
  readonly quote: Quote;
  readonly book: BookSlice;
  readonly trade: TradeTick;
  readonly 'trade-quote': TapeStep;
  readonly bar: Bar;
  readonly price: PricePoint;
  /** Several kinds of data in one stream; the formula says which it reads. */
  readonly step: MarketStep;
}

export type InputKind = keyof FormulaInputs;

/** Flat named numbers, so that settings, journals and shared runs can compare them. */
export type FormulaParams = Readonly<Record<string, number>>;

/**
 * Unit of a formula's value, in the words of the catalogue where it numbers the formula (`bars`, `log
 * return per bar`; `1` is a pure number). Elsewhere: `base`, `quote`, `quote/base`, `bps`, `ratio`,
 * `log-ratio`, `log-return`, `variance`, `probability`, `z-score`, `seconds`; `depths` are multiples of
 * the mean depth at the best quotes, `rank` is a place in a history from 0 to 1, `index` a conventional
 * scale such as 0 to 100, `sign` -1, 0 or +1; `bps/million` and `return/million` are a move in bps or as
 * a fraction per million of notional in quote units.
 */
export type OutputUnit = string;

/** What a value is good for: a direction, a gate, a size, a cost, an exit, or a number to look at. */
export type FormulaRole = 'direction' | 'filter' | 'size' | 'cost' | 'exit' | 'context';

/** `F` and the number of the formula catalogue; `I` for plain indicators the catalogue does not number. */
export type FormulaId = `F${number}` | `I${number}`;

/** A run: its step takes the next input and answers `undefined` until there is a value. */
export interface FormulaRun<Kind extends InputKind> {
  (input: FormulaInputs[Kind]): number | undefined;
  /** The readings the formula declares, as of the last input. */
  readonly readings?: Readonly<Record<string, ReadingFunction>>;
  /** Set by the formula where it is fitted to data; whoever declares formulas takes care of it. */
  readonly refit?: Refit;
  /** Set by the formula where runs that are fed the same can share work; taken care of as `refit` is. */
  readonly join?: JoinCompanions;
}

/** Everything the product knows about one formula: the catalogue, the docs page and the code agree. */
export interface Formula<Kind extends InputKind, Params extends FormulaParams> {
  readonly id: FormulaId;
  /** Kebab-case name, unique like the id; settings and reports may use either. */
  readonly key: string;
  readonly title: string;
  readonly family: string;
  readonly input: Kind;
  /** The unit of the value and the range it never leaves. */
  readonly output: { readonly unit: OutputUnit; readonly min?: number; readonly max?: number };
  /** `context` when left out. */
  readonly role?: FormulaRole;
  /** Where the definition comes from. */
  readonly source: string;
  /** What the catalogue says in words; formulas it numbers have it. */
  readonly catalogue?: CatalogueEntry;
  /** What the formula says beyond its value, by name. */
  readonly readings?: Readings;
  readonly defaults: Params;
  /** What a formula of `step` reads; it is fed nothing else. */
  readonly reads?: readonly StepKind[];
  /** Names of the series a formula that reads `series` is fed. */
  readonly series?: readonly string[];
  /** Length of the bars the definition speaks of, in ms; one minute when left out. Bars of another length may be asked for. */
  readonly barMs?: number;
  /** How many inputs must arrive before the first value can appear. */
  warmUp(params: Params): number;
  /** How much time the inputs must span before the first value can appear; none when left out. */
  warmUpMs?(params: Params): number;
  /** How many book levels a side the formula reads; only for formulas that read books. */
  levels?(params: Params): number;
  /**
   * Set where the run checks its own values to be finite. Nothing then stands between it and its
   * caller, which formulas of every chart are worth: one call less is a third of their time.
   */
  readonly checksItself?: true;
  /** The fit of a formula whose parameters are learned: pure, so that it can be done on another thread. */
  readonly fit?: Fit;
  /**
   * A model counts from this many inputs after the one that made its fit due; 1 when left out. Where a
   * formula reads bars among other kinds, bars are counted: a book may follow within milliseconds.
   */
  readonly fitDelay?: number;
  /**
   * Set where the run of a formula that reads books or quotes tells by their times what a gap of the feed
   * has made old. It then goes on over a gap with what it learned, where others start again.
   */
  readonly keepsOverGaps?: true;
  /**
   * Set where the run of a formula on all followed symbols tells them apart by their names itself. The runs of
   * others begin anew when other symbols than before are followed.
   */
  readonly tellsSymbolsApart?: true;
  /**
   * Starts one independent run: feed it inputs in time order, it answers `undefined` until warm
   * and whenever the value does not exist, otherwise a finite number. Fits are done by `fitter`, on the
   * spot when left out; the values are the same whoever fits, and with or without companions.
   * @throws {RangeError} when a parameter is out of its range.
   */
  start(params: Params, fitter?: Fitter, companions?: Companions): FormulaRun<Kind>;
}

/** A formula as `defineFormula` makes it of its declaration. */
export interface DefinedFormula<Kind extends InputKind, Params extends FormulaParams> extends Formula<
  Kind,
  Params
> {
  /**
   * Starts the same run for a caller that takes in finite numbers only, remembers whether there was one and never
   * tells of other followed symbols than at first: nothing stands between the two then.
   * @throws {RangeError} as `start` does.
   */
  begin(params: Params, caller: Caller): FormulaRun<Kind>;
}

/** Any formula, told apart by its `input`. */
export type AnyFormula = { [Kind in InputKind]: DefinedFormula<Kind, FormulaParams> }[InputKind];

/**
 * No value. A call instead of the plain word: one that was never made costs a compiled run nothing, and
 * what can only be a number stays off the heap.
 */
export const noValue = (): undefined => undefined;

/** The value where it is finite, none where the arithmetic before it overflowed. */
export const finiteOrNone = (value: number): number | undefined =>
  Number.isFinite(value) ? value : noValue();

/**
 * Declares a formula. What leaves a run is finite or `undefined`, even where the arithmetic inside
 * overflows, so nobody further down the street has to ask; readings are neutral while there is no value.
 */
export function defineFormula<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
): DefinedFormula<Kind, Params> {
  return Object.freeze({
    ...formula,
    begin: (params: Params, caller: Caller): FormulaRun<Kind> =>
      begunRun(formula, formula.start(params), caller),
    start(params: Params, fitter: Fitter = fitInline, companions?: Companions): FormulaRun<Kind> {
      let hasValue = false;
      const lasting = lastingRun(formula, () => formula.start(params));
      const run = begunRun(formula, lasting, { fitter, companions, hasValue: () => hasValue });
      if (formula.checksItself) return run;
      const checked = (input: FormulaInputs[Kind]): number | undefined => {
        const value = run(input);
        hasValue = value !== undefined && Number.isFinite(value);
        return hasValue ? value : undefined;
      };
      return run.readings === undefined ? checked : Object.assign(checked, { readings: run.readings });
    },
  });
}
