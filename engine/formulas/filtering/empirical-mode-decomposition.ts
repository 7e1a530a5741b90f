import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { empiricalModes } from '../../numerics/empirical-modes.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FitClock } from '../fit-clock.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** The newest point of a decomposition is its least certain one. */
const MOST_CONFIDENT = 0.6;

/**
 * Slope of what is left of the log price once its swings are taken off: above zero it rises. Decomposed
 * every `k` bars; warm with the bar after the first decomposition, which needs `n`.
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
  // The volatility that the slope is measured by takes a close and twenty returns; the last one is the bar of the fit.
  warmUp: ({ n }) => Math.max(n, 21) + 1,
  fit: fitModes,

  start(params) {
    const { h, imfs, k, n, sifts } = params;
    const logs = new RecentValues(wholeNumber('a window', n, 8));
    if (wholeNumber('h', h) >= n) throw new RangeError(`h must be below n = ${n}, was ${h}`);
    wholeNumber('imfs', imfs);
    wholeNumber('sifts', sifts);
    const clock = new FitClock(1, k);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let slope: number | undefined;
    let off = 0;
    let mode = 0;
    const strength = () => ((slope ?? 0) * Math.sqrt(n)) / volatility.value;

    const run = withReadings(
      ({ close }: { close: number }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (logs.isFull && volatility.isWarm) clock.tick();
        return slope;
      },
      {
        signal: () => Math.tanh(strength() / 2),
        confidence: () => {
          const nearness = clip(1 - Math.abs(off) / (4 * volatility.value * Math.sqrt(h)), 0.2, 1);
          return Math.min(MOST_CONFIDENT, nearness * Math.min(1, Math.abs(strength())));
        },
        mode: () => mode,
        modeSign: () => Math.sign(mode),
      },
    );
    return withRefit(run, {
      due: () => (clock.takeDue() ? { params, data: { logs: logs.toArray() } } : undefined),
      accept: ([foundSlope, foundOff = 0, foundMode = 0]) => {
        slope = foundSlope;
        off = foundOff;
        mode = foundMode;
      },
    });
  },
});

/** Slope of the trend, how far the newest log price lies above it, and where the slowest swing stands. */
function fitModes({ data, params }: FitJob): FitModel {
  const { h = 1, imfs = 1, sifts = 1 } = params;
  const logs = data['logs'] ?? new Float64Array();
  const { modes, trend } = empiricalModes(logs, { modes: imfs, sifts });
  const last = logs.length - 1;
  const end = trend[last] as number;
  return [(end - (trend[last - h] as number)) / h, (logs[last] as number) - end, modes.at(-1)?.[last] ?? 0];
}
