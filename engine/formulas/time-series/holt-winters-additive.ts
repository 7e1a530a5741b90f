import { AdditiveSeasons } from '../../numerics/additive-seasons.ts';
import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const HOUR_MS = 3_600_000;
/** Less than this share of an hour tells too little of its volume. */
const LEAST_PHASE = 0.1;

/**
 * Volume of the running UTC hour, so far as it went, against what is normal for that hour: log ratio, below
 * zero less. Warm after two seasons of whole hours, in the next. An hour of which bars are missing counts as
 * not seen, and bars longer than an hour tell nothing.
 */
export const holtWintersAdditive = defineFormula({
  id: 'F44',
  key: 'holt-winters-additive',
  title: 'Additive Holt-Winters expected volume',
  family: 'time-series',
  output: { unit: 'log ratio' },
  role: 'filter',
  source:
    "Winters, P. R., 'Forecasting Sales by Exponentially Weighted Moving Averages', Management Science, 1960",
  catalogue: {
    inputs: ['bars'],
    params: {
      season: { unit: 'hours', meaning: 'season length' },
      alpha: { unit: '1', meaning: 'level' },
      beta: { unit: '1', meaning: 'trend' },
      gamma: { unit: '1', meaning: 'season' },
    },
    definition: `
      x_j = ln(1+V_j), V_j = base volume of UTC hour j. Start from the first two seasons:
      l=mean(x_1..x_m), b=(mean(x_{m+1}..x_{2m})-l)/m, s_i=x_i-l. From j=m+1:
      l_j=alpha*(x_j-s_{j-m})+(1-alpha)(l_{j-1}+b_{j-1}); b_j=beta*(l_j-l_{j-1})+(1-beta)*b_{j-1};
      s_j=gamma*(x_j-l_{j-1}-b_{j-1})+(1-gamma)*s_{j-m}. Forecast of the running hour f=l+b+s. Value q =
      ln(1+V_run/phase)-f, V_run the volume of the running hour so far, phase its elapsed share (at least
      0.1). Warm-up 2m hours.
    `,
    update: 'O(1) per hour and per bar.',
    signal:
      'filter: gate = clip(1+q/2,0.3,1): far less volume than normal for this hour scales entries down.',
    range: '(-inf,inf)',
  },
  defaults: { season: 24, alpha: 0.2, beta: 0.01, gamma: 0.1 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Volume of the running hour as it is expected. */
    expectedVolume: { unit: 'base' },
  },
  warmUp: ({ season }) => 2 * season + 1,
  warmUpMs: ({ season }) => 2 * season * HOUR_MS,

  start({ alpha, beta, gamma, season }) {
    const seasons = new AdditiveSeasons(season, { alpha, beta, gamma });
    const running = { hour: NaN, volume: 0, seenMs: 0 };
    let ratio = 0;

    const beginHour = (hour: number): void => {
      const isWhole = running.seenMs >= HOUR_MS;
      if (isWhole) seasons.push(Math.log1p(running.volume));
      const skipped = Number.isNaN(running.hour) ? 0 : hour - running.hour - (isWhole ? 1 : 0);
      if (skipped > 0) seasons.skip(skipped);
      running.hour = hour;
      running.volume = 0;
      running.seenMs = 0;
    };
    return withReadings(
      ({ intervalMs, openTime, volumeBase }) => {
        if (intervalMs > HOUR_MS) return undefined;
        const hour = Math.floor(openTime / HOUR_MS);
        if (hour !== running.hour) beginHour(hour);
        running.volume += volumeBase;
        running.seenMs += intervalMs;
        if (!seasons.isWarm) return undefined;
        const phase = clip(running.seenMs / HOUR_MS, LEAST_PHASE, 1);
        ratio = Math.log1p(running.volume / phase) - seasons.forecast;
        return ratio;
      },
      {
        gate: () => clip(1 + ratio / 2, 0.3, 1),
        expectedVolume: () => Math.expm1(seasons.forecast),
      },
    );
  },
});
