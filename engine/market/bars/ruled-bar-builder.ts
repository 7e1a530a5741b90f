import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { ActivityBar } from './activity-bar.ts';
import { ActivityBarBuilder } from './activity-bar-builder.ts';
import {
  type BarMeasure,
  dollarMeasure,
  tickMeasure,
  volumeImbalanceMeasure,
  volumeMeasure,
} from './bar-measure.ts';
import type { ActivityKind, ThresholdRule } from './bar-rule.ts';
import { type BarThreshold, fixedThreshold } from './bar-threshold.ts';
import { QuantileThreshold } from './quantile-threshold.ts';
import { SessionThreshold } from './session-threshold.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;
/** Prints from which the threshold of the first day is taken. */
const FIRST_PRINTS = 100;
/** Complete days in the average of a session threshold. */
const SESSION_DAYS = 7;
/** Share of a minute’s volume that has to be on one side for an imbalance bar. */
const ONE_SIDED_SHARE = 0.2;

/**
 * Builds bars by activity after a rule. A session threshold is the mean activity of a minute over the last
 * seven complete days, an adaptive one the median activity of a minute with a half-life of a day; for
 * imbalance bars a fifth of it. Until a day is complete the mean minute of the first 100 prints stands in:
 * until these have come no bar closes.
 */
export class RuledBarBuilder {
  readonly #instrument: Instrument;
  readonly #measure: BarMeasure;
  readonly #rule: ThresholdRule;
  #builder: ActivityBarBuilder | undefined;
  #first: TradePrint[] = [];

  constructor(instrument: Instrument, kind: ActivityKind, rule: ThresholdRule) {
    this.#instrument = instrument;
    this.#measure = measureOf(kind, instrument);
    this.#rule = rule;
    if (typeof rule === 'number') this.#builder = this.#begin(fixedThreshold(rule));
  }

  /** The bar as it stands now; undefined while none is open or the first prints are still counted. */
  get formingBar(): ActivityBar | undefined {
    return this.#builder?.formingBar;
  }

  /** Takes in a print, which may be used again for the next one, and gives out the bars it fills. */
  add(print: TradePrint, onClosed: (bar: ActivityBar) => void): void {
    if (this.#builder !== undefined) {
      this.#builder.add(print, onClosed);
      return;
    }
    this.#first.push({ ...print });
    if (this.#first.length < FIRST_PRINTS) return;
    const builder = this.#begin(this.#threshold());
    for (const early of this.#first) builder.add(early, onClosed);
    this.#builder = builder;
    this.#first = [];
  }

  #begin(threshold: BarThreshold): ActivityBarBuilder {
    return new ActivityBarBuilder(this.#instrument, this.#measure, threshold);
  }

  #threshold(): BarThreshold {
    const share = this.#measure.name === 'volume-imbalance' ? ONE_SIDED_SHARE : 1;
    const activity = this.#first.reduce((sum, print) => sum + this.#measure.activityOf(print), 0);
    const elapsedMs = (this.#first.at(-1)?.time ?? 0) - (this.#first[0]?.time ?? 0);
    const initial = (activity / Math.max(1, elapsedMs / MINUTE_MS)) * share;
    return this.#rule === 'session' ? sessionThreshold(initial, share) : adaptiveThreshold(initial, share);
  }
}

const sessionThreshold = (initial: number, share: number): BarThreshold =>
  new SessionThreshold({ initial, barsPerDay: MINUTES_A_DAY / share, days: SESSION_DAYS });

function adaptiveThreshold(initial: number, share: number): BarThreshold {
  const quantile = new QuantileThreshold({
    initial,
    intervalMs: MINUTE_MS,
    share: 0.5,
    halfLifeIntervals: MINUTES_A_DAY,
    warmUpIntervals: 240,
  });
  return {
    at: (time) => quantile.at(time),
    observe: (time, activity) => quantile.observe(time, activity * share),
  };
}

function measureOf(kind: ActivityKind, instrument: Instrument): BarMeasure {
  switch (kind) {
    case 'tick':
      return tickMeasure;
    case 'volume':
      return volumeMeasure(instrument);
    case 'dollar':
      return dollarMeasure(instrument);
    case 'imbalance':
      return volumeImbalanceMeasure(instrument);
  }
}
