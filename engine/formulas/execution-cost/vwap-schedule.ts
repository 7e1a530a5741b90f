import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { DayCurve } from './day-curve.ts';
import { WorkedBins } from './worked-bins.ts';
import { WorkedOrder } from './worked-order.ts';

const DAY_MS = 86_400_000;

/**
 * What to send now of an order that follows the volume of the day for `horizon` seconds, in base units:
 * each bin takes the share of what is left that the bin usually has of the volume until the end, less what
 * was filled within it. After the horizon all that is left. Warm with the first complete UTC day of bars;
 * no value before any order.
 */
export const vwapSchedule = defineFormula({
  id: 'F287',
  key: 'vwap-schedule',
  title: 'VWAP schedule from an intraday volume curve',
  family: 'execution-cost',
  output: { unit: 'base units', min: 0 },
  role: 'size',
  source:
    "Bialkowski, J., Darolles, S. & Le Fol, G., 'Improving VWAP strategies: A dynamic volume approach', Journal of Banking & Finance 32(9), 2008; Konishi, Journal of Financial Markets 5, 2002",
  catalogue: {
    inputs: ['bars', 'trades'],
    params: {
      bin: { unit: 's', meaning: 'bin length' },
      profile_days: { unit: 'days', meaning: 'days averaged' },
      alpha: { unit: '1', meaning: 'dynamic correction weight' },
    },
    definition: `
      Static curve u_b = mean over profile_days of (bin volume / day volume), normalised to 1 over the
      day. For an order active on bins b0..b1: static fraction w_b = u_b/sum_{b0..b1} u. Dynamic: after
      bin b, realised surprise S = (sum of realised volume b0..b)/(sum of expected volume b0..b), expected
      volume = u_b * average daily volume; remaining expected volumes are multiplied by 1+alpha*(S-1).
      Target in the next bin = remaining quantity * u'_{b+1}/sum_{b+1..b1} u'. (The common factor cancels
      unless a minimum/maximum participation id 288 binds.)
    `,
    update: 'O(bins) at order start, O(1) per bin.',
    signal: 'size: child-order size per bin.',
    range: '[0,X]',
  },
  defaults: { bin: 300, profile_days: 20, alpha: 0.3, horizon: 3600 },
  input: 'step',
  reads: ['bar', 'parent-order'],
  readings: {
    /** The size to send as a share of the whole order. */
    ...SIZE,
    /** Volume since the order began over the volume expected of its bins; 1 is as usual. */
    surprise: { unit: '1', min: 0 },
    /** Volume expected of the rest of the horizon, after the surprise so far. */
    expectedVolume: { unit: 'base units', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ alpha, bin, horizon, profile_days: days }) {
    notNegative('alpha', alpha);
    const binMs = positive('bin', bin) * 1000;
    const curve = new DayCurve({ binMs, days: wholeNumber('profile_days', days) });
    const bins = wholeNumber('bins of the horizon', Math.ceil(positive('horizon', horizon) / bin));
    const order = new WorkedOrder();
    const worked = new WorkedBins(order, curve, { binMs, bins });
    let child = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'parent-order' && order.told(step.order)) worked.begin();
        if (step.kind === 'bar') {
          curve.push(step.bar.openTime, step.bar.volumeBase, step.time);
          worked.observe(step.bar.openTime, step.bar.volumeBase);
        }
        if (!order.isKnown || !curve.isReady) return undefined;
        worked.advance(step.time);
        child = worked.child;
        return child;
      },
      {
        scale: () => order.shareOf(child),
        surprise: () => worked.surprise,
        expectedVolume: () => worked.expectedVolume * (1 + alpha * (worked.surprise - 1)),
      },
    );
  },
});
