import type { FlowWatch } from '../../contract/flow.ts';
import type { FormulaUpdate, NoValueReason } from '../../contract/formula-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { FeatureHandle } from '../../features/feature-handle.ts';
import { readsFromBars } from '../../features/bar-steps.ts';
import type { AnyFormula, FormulaParams } from '../../formulas/formula.ts';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FlowSource } from '../flow/flow-source.ts';
import { checkedParams } from './checked-params.ts';
import { DisplayHub } from './display-hub.ts';
import type { FormulaMarket } from './formula-market.ts';
import { kindsRead, pastRangeOf } from './past-range.ts';
import { RecentSamples } from './recent-samples.ts';
import { SERIES_WITHOUT_SOURCE } from './series-without-source.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
/** The value is told with every so many frames: about four times a second. */
const FRAMES_A_TELLING = 8;
/** Without news it is told again about every two seconds, for whoever began to look meanwhile. */
const FRAMES_A_REPEAT = 64;
/** What comes from ourselves or from other formulas, and may never come. */
const RARE_KINDS = [
  'closed-trade',
  'position',
  'own-fill',
  'parent-order',
  'strategy-returns',
  'opinions',
  'vote',
];
const OWN_KINDS: ReadonlySet<string> = new Set(['closed-trade', 'holdings', 'position']);
const VOTE_KINDS: ReadonlySet<string> = new Set(['opinions', 'vote']);

const NOTHING: Pick<FeatureHandle, 'value'> = { value: undefined };

type FormulaWatch = Extract<FlowWatch, { kind: 'formula' }>;

/** Runs one formula on display and tells its value, its readings and its recent values. */
export class FormulaSource implements FlowSource {
  readonly seesAll = true;
  readonly readsNumbers: boolean;
  readonly #formula: AnyFormula;
  readonly #params: FormulaParams;
  readonly #intervalMs: number;
  readonly #instrument: string;
  readonly #onBars: boolean;
  readonly #countsBars: boolean;
  readonly #display: DisplayHub;
  readonly #handle: FeatureHandle;
  readonly #samples: RecentSamples;
  readonly #numbers: FormulaMarket['numbers'];
  #seen = 0;
  #sinceTime: number | undefined;
  #lastTime: number | undefined;
  #frame = 0;
  #wasLive = false;
  #toldSeen = -1;

  /** @throws {RangeError} when the formula, a parameter or the instrument is unknown, or a value breaks a rule. */
  constructor(watch: FormulaWatch, market: FormulaMarket) {
    const { instrument } = watch;
    this.#formula = findFormula(watch.formula);
    this.#params = checkedParams(this.#formula, watch.params);
    this.#intervalMs = watch.intervalMs ?? this.#formula.barMs ?? MINUTE_MS;
    this.#instrument = instrument;
    this.#onBars = readsFromBars(this.#formula) === 'all';
    const kinds = kindsRead(this.#formula);
    this.#countsBars = kinds.includes('bar') && (kinds.includes('book') || kinds.includes('quote'));
    this.#samples = new RecentSamples(this.#onBars ? 0 : SECOND_MS);
    const now = market.markets().find((each) => each.instrument.id === instrument)?.lastEventTime ?? 0;
    const need = { instrument, log: market.tradesOf(instrument), now, intervalMs: this.#intervalMs };
    const readsVotes = kinds.some((kind) => VOTE_KINDS.has(kind));
    this.#numbers = market.numbers;
    this.readsNumbers = readsVotes || readsUntold(this.#formula);
    this.#display = new DisplayHub({
      market,
      // Those that vote read series of their own.
      series: readsVotes ? undefined : (this.#formula.series ?? []),
      past: pastRangeOf(this.#formula, this.#params, need),
      onFed: (time) => this.#note(time),
      readsOwn: kinds.some((kind) => OWN_KINDS.has(kind)),
      votesOf: readsVotes ? instrument : undefined,
    });
    this.#handle = this.#display.hub.request(instrument, {
      formula: watch.formula,
      params: this.#params,
      ...(readsFromBars(this.#formula) === 'none' ? {} : { intervalMs: this.#intervalMs }),
    });
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    this.#display.onEvent(event, market);
  }

  takeUpdate(): FormulaUpdate | undefined {
    this.#display.catchUp();
    this.#frame += 1;
    const becomesLive = this.#display.isLive && !this.#wasLive;
    this.#wasLive = this.#display.isLive;
    const hasNews = this.#seen !== this.#toldSeen || !this.#wasLive;
    const isDue = this.#frame % (hasNews ? FRAMES_A_TELLING : FRAMES_A_REPEAT) === 1;
    if (!becomesLive && !isDue) return undefined;
    this.#toldSeen = this.#seen;
    return this.#update();
  }

  close(): void {
    this.#handle.release();
  }

  #note(time: number): void {
    const { updates, value } = this.#handle;
    if (updates !== this.#seen) {
      this.#seen = updates;
      this.#sinceTime ??= time;
      this.#lastTime = time;
    } else if (this.#onBars) return;
    if (this.#seen > 0) this.#samples.add(time, value);
  }

  #update(): FormulaUpdate {
    // What it said of the past is not what it says now.
    const { value } = this.#display.isLive ? this.#handle : NOTHING;
    const missing = this.#missing();
    return {
      value: value ?? null,
      because: value === undefined ? this.#because() : null,
      missing,
      withoutSource: missing.filter(
        (name) => SERIES_WITHOUT_SOURCE.has(name) && this.#numbers?.has(name) !== true,
      ),
      readings: this.#readings(),
      seen: this.#counted,
      warmUp: this.#formula.warmUp(this.#params),
      warmUpMs: this.#formula.warmUpMs?.(this.#params) ?? 0,
      sinceMs: this.#sinceTime ?? null,
      lastInputMs: this.#lastTime ?? null,
      lastFitMs: this.#display.lastFitTime ?? null,
      everyMs: this.#onBars ? this.#intervalMs : SECOND_MS,
      ...this.#samples.columns(),
    };
  }

  /**
   * Inputs that count towards the warm-up. Where a formula reads bars beside books or quotes, of which
   * thousands come in a minute, its bars do.
   */
  get #counted(): number {
    if (!this.#countsBars) return this.#seen;
    const minutes = this.#display.minutes.get(this.#instrument) ?? 0;
    return Math.floor((minutes * MINUTE_MS) / this.#intervalMs);
  }

  #readings(): FormulaUpdate['readings'] {
    const names = Object.keys(this.#formula.readings ?? {});
    return Object.fromEntries(names.map((name) => [name, this.#handle.reading(name) ?? null]));
  }

  #because(): NoValueReason {
    if (!this.#display.isLive) return 'catching-up';
    const missing = this.#missing();
    if (missing.length > 0) return 'no-input';
    const span = (this.#lastTime ?? 0) - (this.#sinceTime ?? 0);
    const isWarm =
      this.#counted >= this.#formula.warmUp(this.#params) &&
      span >= (this.#formula.warmUpMs?.(this.#params) ?? 0);
    return isWarm ? 'undefined-here' : 'warming-up';
  }

  #missing(): readonly string[] {
    const { told } = this.#display;
    const kinds = kindsRead(this.#formula);
    const rare = RARE_KINDS.filter((kind) => kinds.includes(kind) && !told.has(kind));
    return [...(this.#formula.series ?? []).filter((name) => !told.has(name)), ...rare];
  }
}

/** Whether it reads a series that only a person may tell. */
const readsUntold = ({ series = [] }: AnyFormula): boolean =>
  series.some((name) => SERIES_WITHOUT_SOURCE.has(name));
