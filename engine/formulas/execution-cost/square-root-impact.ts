import type { Bar } from '../../domain/market/bar.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

const BAR_MS = 300_000;
const DAY_MS = 86_400_000;

/** Five-minute bars in so many days. */
const barsIn = (days: number): number =>
  wholeNumber('bars in the window', Math.round((days * DAY_MS) / BAR_MS));

/** Impact of an order of `size` where `volume` trades with a volatility of `sigma`, in the unit of `sigma`. */
export const squareRootImpactOf = (Y: number, sigma: number, size: number, volume: number): number =>
  Y * sigma * Math.sqrt(size / volume);

/**
 * Square-root law of market impact: how far an order of `sizeBase`, worked off over time, is expected to move
 * the price, `Y` times the volatility of the last `window` days of five-minute bars times the root of its
 * share of their volume. Log return, never negative. No value where nothing traded: such an order cannot be
 * worked off. Warm after `window` days.
 */
export const squareRootImpact = defineFormula({
  id: 'F316',
  key: 'square-root-impact',
  title: 'Square-root market-impact law',
  family: 'execution-cost',
  output: { unit: 'log return' },
  role: 'cost',
  source:
    "Toth, B. et al., 'Anomalous Price Impact and the Critical Nature of Liquidity in Financial Markets', Physical Review X 1, 021006, 2011; Donier & Bonart, 'A Million Metaorder Analysis of Market Impact on the Bitcoin', Market Microstructure and Liquidity 1(2), 2015",
  catalogue: {
    inputs: ['bars', 'trades'],
    params: {
      Y: { unit: '1', meaning: 'prefactor; refitted from own fills when at least 200 exist' },
      window: { unit: 'days', meaning: 'volume and volatility horizon' },
    },
    definition: `
      Metaorder of base quantity Q on side s: expected average price move I = s*Y*sigma_D*sqrt(Q/V_D),
      sigma_D = daily volatility (log, sqrt of 24-h realised variance of 5-minute returns), V_D = 24-h
      base volume. Average slippage paid = (2/3)*|I| for a constant-rate execution. V_D = 0 -> infinite
      (trade refused).
    `,
    update: 'O(1).',
    signal: 'cost: (2/3)*|I| per side added to spread and fees.',
    range: 'real',
  },
  defaults: { Y: 1, window: 1, sizeBase: 1 },
  input: 'bar',
  barMs: BAR_MS,
  readings: {
    /** What is paid on average by who works off the order at a constant rate: two thirds of the final move. */
    cost: COST,
  },
  warmUp: ({ window }) => barsIn(window) + 1,

  start({ Y, sizeBase, window }) {
    notNegative('Y', Y);
    notNegative('sizeBase', sizeBase);
    const squares = new RollingSum(barsIn(window));
    const volumes = new RollingSum(barsIn(window));
    const returns = new CloseReturns();

    return withValueReadings(
      ({ close, volumeBase }: Bar) => {
        const change = returns.next(close);
        if (!Number.isFinite(change)) return undefined;
        const variance = squares.push(change * change);
        const volume = volumes.push(volumeBase);
        if (variance === undefined || volume === undefined || volume <= 0) return undefined;
        return squareRootImpactOf(Y, Math.sqrt(Math.max(0, variance)), sizeBase, volume);
      },
      { cost: (impact) => 10_000 * (2 / 3) * impact },
    );
  },
});
