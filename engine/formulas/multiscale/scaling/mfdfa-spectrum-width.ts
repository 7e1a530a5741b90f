import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { IntervalWindow } from '../../../numerics/interval-window.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { multifractalFluctuation } from './multifractal-fluctuation.ts';
import { secondTurn } from '../../turns.ts';

const ORDERS = [-4, -2, 0, 2, 4];
const SCALES = [8, 16, 32, 64, 128];
const LONGEST = 128;
const SECOND = 3;
const HISTORY_MS = 90 * 86_400_000;
const HIGH = 0.8;
const SMALLER = 0.7;
const WIDER = 1.2;

/**
 * How much more calm stretches of the market remember than wild ones: difference of the exponents with which
 * small and large fluctuations grow with the scale, 0 where all grow alike. Computed every `refit` bars; the
 * factors are 1 until 90 days of widths are known. Warm after `window + 1` bars.
 */
export const mfdfaSpectrumWidth = defineFormula({
  id: 'F369',
  key: 'mfdfa-spectrum-width',
  title: 'Multifractal DFA spectrum width',
  family: 'multiscale',
  output: { unit: 'exponent difference' },
  role: 'context',
  source:
    "Kantelhardt, J. W. et al., 'Multifractal detrended fluctuation analysis of nonstationary time series', Physica A 316, 2002",
  catalogue: {
    inputs: ['returns'],
    params: {
      q: { fixed: [-4, -2, 0, 2, 4], unit: '1', meaning: 'moment orders' },
      scales: { fixed: [8, 16, 32, 64, 128], unit: 'bars', meaning: 'segment lengths' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Profile Y = cumulative sum of (r - mean). For scale s: floor(n/s) segments from the start and as
      many from the end; linear detrend; v = mean squared residual (floored 1e-20). F_q(s) = ( mean
      v^(q/2) )^(1/q), F_0 = exp(mean ln v / 2). h(q) = OLS slope of ln F_q on ln s. Width = h(-4) - h(4)
      (>= 0 for a multifractal); h(2) is the DFA exponent.
    `,
    update: 'Batch O(window*len(scales)) every refit bars.',
    signal: `
      context: width above its 80% quantile over 90 days -> turbulent regime, position size x0.7 and wider
      stops x1.2.
    `,
    range: 'real',
  },
  defaults: { window: 1024, refit: 128 },
  input: 'bar',
  readings: {
    /** Exponent of detrended fluctuation analysis: 0.5 without memory. */
    exponent: { unit: '1' },
    /** What sizes of positions are multiplied by. */
    sizeFactor: { unit: 'factor', min: SMALLER, max: 1, neutral: 1 },
    /** What distances of stops are multiplied by. */
    stopFactor: { unit: 'factor', min: 1, max: WIDER, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ refit, window }) {
    const returns = new CloseReturns();
    const recent = new IntervalWindow(window, wholeNumber('a refit interval', refit), {
      least: LONGEST,
      second: secondTurn(369, refit),
    });
    let widths: SortedWindow | undefined;
    let exponents: readonly number[] = [];
    let width: number | undefined;
    const isTurbulent = () => widths?.isFull === true && (width ?? NaN) > widths.quantile(HIGH);

    return withReadings(
      ({ close, intervalMs }) => {
        widths ??= new SortedWindow(Math.ceil(HISTORY_MS / (intervalMs * refit)));
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return noValue();
        const values = recent.push(logReturn);
        if (values !== undefined) {
          ({ exponents } = multifractalFluctuation(values, ORDERS, SCALES));
          width = (exponents[0] as number) - (exponents.at(-1) as number);
          if (Number.isFinite(width)) widths.push(width);
        }
        return width ?? noValue();
      },
      {
        exponent: () => exponents[SECOND],
        sizeFactor: () => (isTurbulent() ? SMALLER : 1),
        stopFactor: () => (isTurbulent() ? WIDER : 1),
      },
    );
  },
});
