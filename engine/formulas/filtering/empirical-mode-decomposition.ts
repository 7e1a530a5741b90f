import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { empiricalModes } from '../../numerics/empirical-modes.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** The newest point of a decomposition is its least certain one. */
const MOST_CONFIDENT = 0.6;

/**
 * Slope of what is left of the log price once its swings are taken off: above zero it rises. Decomposed
 * every `k` bars; warm after `n`.
 */
export const empiricalModeDecomposition = defineFormula({
  id: 'F201',
  key: 'empirical-mode-decomposition',
  title: 'Empirical mode decomposition trend',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source:
    "Huang, N. E. et al., 'The empirical mode decomposition and the Hilbert spectrum for nonlinear and non-stationary time series analysis', Proceedings of the Royal Society A, 1998",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      imfs: { unit: 'modes', meaning: 'modes removed' },
      sifts: { unit: '1', meaning: 'sifts per mode' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      h: { unit: 'bars', meaning: 'slope span' },
    },
    definition: `
      x=ln c over W_n. One sift: interior maxima (x_k>x_{k-1} and x_k>=x_{k+1}) and minima (mirrored
      rule); the first two and the last two extrema of each kind are reflected about the first and the
      last point; natural cubic splines through maxima and minima; x <- x-(upper+lower)/2. A mode =
      \`sifts\` sifts of the current residue (fewer than 3 maxima or minima: stop). Residue <- residue-mode,
      up to imfs modes. Trend = residue. Value (trend_t-trend_{t-h})/h; the last mode and its sign are
      published. Warm-up n.
    `,
    update: '32 spline pairs of n points = 10^5 operations every k bars.',
    signal: `
      signal = tanh(value*sqrt(n)/(2*sig_t)); confidence =
      clip(1-|x_t-trend_t|/(4*sig_t*sqrt(h)),0.2,1)*min(1,|value|*sqrt(n)/sig_t) (the newest point of a
      decomposition is its least certain one, so confidence is capped at 0.6).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 256, imfs: 4, sifts: 8, k: 4, h: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Where the slowest swing taken off stands; 0 where there is none. */
    mode: { unit: 'log price' },
    /** Its sign. */
    modeSign: { unit: 'sign', min: -1, max: 1 },
  },
  // The volatility that the slope is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ h, imfs, k, n, sifts }) {
    const logs = new RecentValues(wholeNumber('a window', n, 8));
    if (wholeNumber('h', h) >= n) throw new RangeError(`h must be below n = ${n}, was ${h}`);
    const settings = { modes: wholeNumber('imfs', imfs), sifts: wholeNumber('sifts', sifts) };
    const every = wholeNumber('a recompute interval', k);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let barsLeft = 0;
    let found = { slope: 0, off: 0, mode: 0 };
    const strength = () => (found.slope * Math.sqrt(n)) / volatility.value;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (barsLeft === 0) {
          const window = logs.toArray();
          const { modes, trend } = empiricalModes(window, settings);
          const end = trend[n - 1] as number;
          found = {
            slope: (end - (trend[n - 1 - h] as number)) / h,
            off: (window[n - 1] as number) - end,
            mode: modes.at(-1)?.[n - 1] ?? 0,
          };
          barsLeft = every;
        }
        barsLeft -= 1;
        return found.slope;
      },
      {
        signal: () => Math.tanh(strength() / 2),
        confidence: () => {
          const nearness = clip(1 - Math.abs(found.off) / (4 * volatility.value * Math.sqrt(h)), 0.2, 1);
          return Math.min(MOST_CONFIDENT, nearness * Math.min(1, Math.abs(strength())));
        },
        mode: () => found.mode,
        modeSign: () => Math.sign(found.mode),
      },
    );
  },
});
