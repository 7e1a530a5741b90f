import { clip } from '../../../numerics/clip.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const SERIES = ['derivative.mark-price', 'derivative.index-price'] as const;
/** Mispricing beyond the band at which the signal is full, and at which the confidence is. */
const FULL_SIGNAL = 0.002;
const FULL_CONFIDENCE = 0.005;

/**
 * How dear the perpetual is against the price at which nobody could gain from holding it against spot, as a
 * log. Above zero it is dear and leans short. The price of the perpetual is its mark price, which a single
 * trade does not move. Warm with a mark and an index price, no value while one is stale.
 */
export const perpetualNoArbitragePrice = defineFormula({
  id: 'F272',
  key: 'perpetual-no-arbitrage-price',
  title: 'No-arbitrage price of the linear perpetual',
  family: 'bitcoin',
  output: { unit: 'log mispricing' },
  role: 'direction',
  source:
    "Ackerer, D., Hugonnier, J. & Jermann, U., 'Perpetual Futures Pricing', Mathematical Finance, 2025 (NBER w32936, 2024)",
  catalogue: {
    inputs: ['external'],
    params: {
      kappa: { unit: 'per year', meaning: 'premium intensity; 3*365 for 8-hourly full premium' },
      iota: { unit: 'per year', meaning: 'interest factor of the funding formula' },
      r_quote: { unit: 'per year', meaning: 'funding rate of the quote currency r_a' },
      r_base: { unit: 'per year', meaning: 'lending rate of the base asset r_b' },
      band: { unit: 'log', meaning: 'round-trip cost band' },
    },
    definition: `
      The long pays (kappa*(f-x) + iota*x) dt. With E_Q[dx] = (r_a - r_b) x dt and a zero entry cost, f =
      x*(kappa - iota)/(kappa + r_b - r_a), valid for kappa + r_b - r_a > 0. Value = ln(f_market/f), x =
      spot index.
    `,
    update: 'O(1).',
    signal: `
      signal = -clip((|value|-band)/0.002,0,1)*sign(value) (perp dear -> short perp); confidence =
      min(1,|value|/0.005).
    `,
    range: 'real',
  },
  defaults: { kappa: 1095, iota: 0, r_quote: 0.04, r_base: 0, band: 0.0005 },
  input: 'step',
  reads: ['series'],
  series: SERIES,
  readings: {
    ...DIRECTION,
    /** The price without arbitrage. */
    fairPrice: { unit: 'quote', min: 0 },
  },
  warmUp: () => 2,

  start(params) {
    const ratio = noArbitrageRatio(params);
    const told = new OutsideValues(SERIES);
    let fair: number | undefined;
    let value: number | undefined;
    const size = () => Math.abs(value ?? 0);

    return withReadings(
      (step) => {
        if (step.kind !== 'series') return value;
        told.take(step);
        const index = told.at('derivative.index-price', step.time);
        const mark = told.at('derivative.mark-price', step.time);
        fair = index * ratio;
        value = index > 0 && mark > 0 ? Math.log(mark / fair) : undefined;
        return value;
      },
      {
        signal: () => -clip((size() - params.band) / FULL_SIGNAL, 0, 1) * Math.sign(value ?? 0),
        confidence: () => Math.min(1, size() / FULL_CONFIDENCE),
        fairPrice: () => fair,
      },
    );
  },
});

/**
 * What the fair price of the perpetual is per unit of spot.
 * @throws {RangeError} when funding pulls too weakly for a fair price to exist.
 */
export function noArbitrageRatio({
  iota,
  kappa,
  r_base: baseRate,
  r_quote: quoteRate,
}: {
  readonly iota: number;
  readonly kappa: number;
  readonly r_base: number;
  readonly r_quote: number;
}): number {
  const pull = kappa + baseRate - quoteRate;
  if (!(pull > 0)) throw new RangeError(`kappa + r_base - r_quote must be above zero, was ${pull}`);
  return (kappa - iota) / pull;
}
