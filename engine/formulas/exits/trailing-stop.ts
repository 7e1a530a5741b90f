import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { WilderAverage } from '../../numerics/wilder-average.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';
import { trueRange } from '../volatility/true-range.ts';
import { Trail } from './trail.ts';
import { trailOutlook } from './trail-outlook.ts';

/**
 * 1 from the trade on at which a position has given back a set distance from its best price, 0 until then
 * and without a position. The distance is a multiple of the average true range, fixed at each bar close; it
 * is the smallest there is while the last `atr_period` bars drift against the position, because then a trail
 * gains nothing on average. The trail starts at a profit of `activation`. Warm after `atr_period` bars.
 */
export const trailingStop = defineFormula({
  id: 'F321',
  key: 'trailing-stop',
  title: 'Trailing stop with its expected gain under drift',
  family: 'exits',
  output: { unit: 'exit flag; log units', min: 0, max: 1 },
  role: 'exit',
  source:
    "Glynn, P. W. & Iglehart, D. L., 'Trading Securities Using Trailing Stops', Management Science 41(6), 1995; stopped-maximum law: Taylor, 'A stopped Brownian motion formula', Annals of Probability 3, 1975",
  catalogue: {
    inputs: ['bars', 'trades'],
    params: {
      mult: { unit: 'ATR', meaning: 'trail distance in ATR(22)' },
      activation: { unit: 'fraction', meaning: 'profit needed before the trail starts' },
      atr_period: { unit: 'bars', meaning: 'ATR' },
      floor: { unit: 'fraction', meaning: 'smallest distance' },
    },
    definition: `
      Long: peak = highest price since activation; distance d = max(floor, mult*ATR/peak) (log units,
      fixed at each bar close); exit at the first trade with ln(peak/P) >= d. Short mirrored. Expected
      value diagnostics for log price with drift mu and volatility sigma: E[max] = sigma^2/(2 mu)*(exp(2
      mu d/sigma^2) - 1) (= d when mu -> 0), E[gain] = E[max] - d, E[duration] = E[gain]/mu (= d^2/sigma^2
      when mu -> 0).
    `,
    update: 'O(1) per trade.',
    signal:
      'exit: flag; the trail is refused for negative-drift estimates (E[gain] < 0 -> tighten d to floor).',
    range: 'flag',
  },
  defaults: { mult: 3, activation: 0.005, atr_period: 22, floor: 0.002 },
  input: 'step',
  reads: ['bar', 'trade', 'position'],
  readings: {
    ...EXIT,
    /** Distance of the trail from the best price, as a log return. */
    distance: { unit: 'log return', min: 0 },
    /** Price at which the trail would be hit; none before it has started. */
    level: { unit: 'quote' },
    /** Best gain from here on and gain at the trail, as log returns, and bars until then, on average. */
    expectedMax: { unit: 'log return' },
    expectedGain: { unit: 'log return' },
    expectedBars: { unit: 'bars' },
  },
  warmUp: ({ atr_period: period }) => period,

  start({ activation, atr_period: period, floor, mult }) {
    notNegative('activation', activation);
    positive('floor', floor);
    notNegative('mult', mult);
    const ranges = new WilderAverage(period);
    const returns = new CloseReturns();
    const moments = new RollingMoments(period);
    const trail = new Trail(activation);
    let close = NaN;
    let distance = NaN;

    const outlook = () =>
      trailOutlook({
        drift: (trail.sign || 1) * moments.mean,
        volatility: Math.sqrt(moments.sampleVariance),
        distance,
      });
    const setDistance = (): void => {
      const reference = trail.hasStarted ? trail.peak : close;
      const wide = Math.max(floor, (mult * ranges.value) / reference);
      distance = trail.sign * moments.mean < 0 ? floor : wide;
    };
    const onBar = (bar: Extract<MarketStep, { kind: 'bar' }>['bar']): void => {
      ranges.push(Number.isNaN(close) ? bar.high - bar.low : trueRange(bar, close));
      const logReturn = returns.next(bar.close);
      if (Number.isFinite(logReturn)) moments.push(logReturn);
      close = bar.close;
      setDistance();
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'trade') trail.onTrade(step.trade.price, distance);
        if (step.kind === 'bar') onBar(step.bar);
        if (step.kind === 'position') {
          trail.onPosition(step.position);
          setDistance();
        }
        return ranges.isWarm ? Number(trail.isHit) : undefined;
      },
      {
        urgency: () => Number(trail.isHit),
        distance: () => distance,
        level: () => (trail.hasStarted ? trail.peak * Math.exp(-trail.sign * distance) : undefined),
        expectedMax: () => outlook().max,
        expectedGain: () => outlook().gain,
        expectedBars: () => outlook().steps,
      },
    );
  },
});
