import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { goldenSection } from '../../numerics/golden-section.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

/**
 * Fraction of equity to risk on a loss as large as the largest so that the trades of the journal, taken one
 * after the other, would have made the most. From 0 to below 1; no value before any loss. A unit is one
 * quote unit of notional, so that trades of all sizes compare. Warm after `min_trades` closed trades.
 */
export const optimalF = defineFormula({
  id: 'F325',
  key: 'optimal-f',
  title: 'Optimal f (Vince)',
  family: 'sizing',
  output: { unit: 'fraction of equity risked on the largest loss', min: 0, max: 1 },
  role: 'size',
  source: "Vince, R., 'Portfolio Management Formulas', Wiley, 1990",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'closed trades', meaning: 'sample' },
      fraction: { unit: '1', meaning: 'share of optimal f used' },
      min_trades: { unit: 'closed trades', meaning: 'warm-up' },
    },
    definition: `
      Trade profits X_i per unit traded (quote currency, net). Largest loss B = |min X| (must be > 0).
      TWR(f) = prod_i (1 + f*X_i/B), 0 <= f < 1. Optimal f = argmax TWR (golden-section to 1e-8; if sum X
      <= 0 then f = 0). Capital per unit = B/f, so units = equity*fraction*f/B.
    `,
    update: 'Batch O(window*40) per closed trade.',
    signal: 'size: units = equity*fraction*f/B.',
    range: '[0,1)',
  },
  defaults: { window: 100, fraction: 0.25, min_trades: 30 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...SIZE,
    /** Notional as a multiple of equity: `fraction` of the optimum, without a bound. */
    leverage: { unit: '1', min: 0 },
    /** What one quote unit would have become by the trades of the window at the optimum. */
    terminalWealth: { unit: '1', min: 0 },
    /** Mean factor of one of these trades. */
    geometricMean: { unit: '1', min: 0 },
  },
  warmUp: ({ min_trades: least }) => least,

  start({ fraction, min_trades: least, window }) {
    const outcomes = new RecentValues(wholeNumber('a window', window, least));
    positive('fraction', fraction);
    let sample: Float64Array = new Float64Array();
    let f = 0;
    const leverage = () => (fraction * f) / largestLoss(sample);
    const terminalWealth = () => Math.exp(logWealth(sample, f));

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        outcomes.push(step.trade.netReturn);
        if (outcomes.count < least) return undefined;
        sample = outcomes.toArray();
        if (!(largestLoss(sample) > 0)) return undefined;
        f = optimalFraction(sample);
        return f;
      },
      {
        scale: () => clip(leverage(), 0, 1),
        leverage,
        terminalWealth,
        geometricMean: () => terminalWealth() ** (1 / sample.length),
      },
    );
  },
});

/** The size of the largest loss; 0 or below where none was lost. */
export const largestLoss = (profits: ArrayLike<number>): number => -Math.min(...Array.from(profits));

/** Logarithm of what one unit becomes when `f` of it is risked on the largest loss each time. */
export function logWealth(profits: ArrayLike<number>, f: number): number {
  const loss = largestLoss(profits);
  let sum = 0;
  for (let i = 0; i < profits.length; i += 1) sum += Math.log1p((f * (profits[i] as number)) / loss);
  return sum;
}

/** The fraction that makes {@link logWealth} largest; 0 where the trades lost together. Needs a loss. */
export function optimalFraction(profits: ArrayLike<number>): number {
  const list = Array.from(profits);
  if (list.reduce((sum, each) => sum + each, 0) <= 0) return 0;
  return goldenSection((f) => -logWealth(list, f), { from: 0, to: 1, tolerance: 1e-8 });
}
