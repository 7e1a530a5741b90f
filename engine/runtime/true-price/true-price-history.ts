import type {
  TruePriceHistoryView,
  TruePriceInputsView,
  UnitRootView,
} from '../../contract/true-price-commands.ts';
import { truePrice } from '../../formulas/bitcoin/chain/true-price-terms.ts';
import {
  customaryDickeyFullerLags,
  type DickeyFullerTest,
  dickeyFullerTestByAic,
} from '../../numerics/dickey-fuller.ts';
import { engleGrangerTest } from '../../numerics/engle-granger.ts';
import {
  cointegrationCriticalValues,
  type CriticalValues,
  noCointegrationProbability,
  unitRootCriticalValues,
  unitRootProbability,
} from '../../numerics/mackinnon.ts';
import type { DayClose, KeptBitcoin } from './bitcoin-days.ts';
import type { DifficultyHistory } from './difficulty-history.ts';

/** Below this a test of what comes back over years says nothing. */
const LEAST_DAYS = 100;
const MOST_POINTS = 1000;

interface PricedDay extends DayClose {
  readonly truePrice: number;
}

/**
 * TRUE PRICE at the end of each kept day beside its last price, with the electricity, the efficiency and the
 * constants of `inputs` on every day, and whether the logs of the two, or what lies between them, come back.
 */
export function truePriceHistory(
  kept: KeptBitcoin,
  difficulties: DifficultyHistory | undefined,
  inputs: TruePriceInputsView,
): TruePriceHistoryView {
  const days =
    difficulties === undefined ? [] : kept.days.flatMap((day) => priced(day, difficulties, inputs));
  const step = Math.max(1, Math.ceil(days.length / MOST_POINTS));
  const drawn = days.filter((_day, index) => (days.length - 1 - index) % step === 0);
  return {
    instruments: kept.instruments,
    instrument: kept.instrument ?? null,
    missing: missingOf(kept, difficulties, days.length),
    timesMs: drawn.map(({ timeMs }) => timeMs),
    market: drawn.map(({ close }) => close),
    truePrice: drawn.map((day) => day.truePrice),
    days: days.length,
    daysWithout: kept.days.length - days.length,
    leastDays: LEAST_DAYS,
    ...testsOf(days),
  };
}

function priced(day: DayClose, difficulties: DifficultyHistory, inputs: TruePriceInputsView): PricedDay[] {
  const blockTime = day.timeMs / 1000;
  const moment = difficulties.at(blockTime);
  const terms = moment && truePrice({ ...inputs, ...moment, blockTime });
  return terms === undefined ? [] : [{ ...day, truePrice: terms.truePrice }];
}

function missingOf(
  kept: KeptBitcoin,
  difficulties: DifficultyHistory | undefined,
  count: number,
): TruePriceHistoryView['missing'] {
  const hasPrices = kept.days.length > 0;
  if (hasPrices && difficulties !== undefined) return count > 0 ? [] : ['overlap'];
  return [...(hasPrices ? [] : (['prices'] as const)), ...(difficulties ? [] : (['difficulty'] as const))];
}

function testsOf(days: readonly PricedDay[]): Pick<TruePriceHistoryView, 'line' | 'tests'> {
  if (days.length < LEAST_DAYS) return { tests: [], line: null };
  const market = Float64Array.from(days, ({ close }) => Math.log(close));
  const cost = Float64Array.from(days, (day) => Math.log(day.truePrice));
  const pair = engleGrangerTest(market, cost, customaryDickeyFullerLags(days.length, 'none'), true);
  return {
    tests: [
      ...rootOf('market', market),
      ...rootOf('truePrice', cost),
      ...viewOf('pair', pair?.test, cointegrationCriticalValues(days.length - 1), noCointegrationProbability),
    ],
    line: pair === undefined ? null : { intercept: pair.intercept, slope: pair.slope },
  };
}

function rootOf(of: UnitRootView['of'], values: Float64Array): UnitRootView[] {
  const test = dickeyFullerTestByAic(values, customaryDickeyFullerLags(values.length, 'constant'));
  return viewOf(of, test, unitRootCriticalValues(test?.count ?? values.length), unitRootProbability);
}

function viewOf(
  of: UnitRootView['of'],
  test: DickeyFullerTest | undefined,
  { at1, at10, at5 }: CriticalValues,
  probability: (tau: number) => number,
): UnitRootView[] {
  if (test === undefined) return [];
  const { count, lags, tau } = test;
  const rejectedAt = tau < at1 ? '1%' : tau < at5 ? '5%' : tau < at10 ? '10%' : null;
  return [
    {
      of,
      tau,
      lags,
      count,
      probability: probability(tau),
      critical1: at1,
      critical5: at5,
      critical10: at10,
      rejectedAt,
    },
  ];
}
