import { clip } from '../../../numerics/clip.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingCovariance } from '../../../numerics/rolling-covariance.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { LeaderCloses } from '../leader-closes.ts';

const CONTAGIOUS = 1.96;
const STILL = 1e-24;

/**
 * Correlation of own returns with the leader's in the last `crisis` bars, corrected for the leader being
 * wilder or calmer than in the `calm` bars before, which alone moves a correlation. No value without a
 * leader. Warm after `calm + crisis + 1` bars of both.
 */
export const forbesRigobonCorrelation = defineFormula({
  id: 'F373',
  key: 'forbes-rigobon-correlation',
  title: 'Forbes-Rigobon heteroskedasticity-adjusted correlation',
  family: 'multiscale',
  output: { unit: 'correlation; z', min: -1, max: 1 },
  role: 'context',
  source:
    "Forbes, K. J. & Rigobon, R., 'No Contagion, Only Interdependence: Measuring Stock Market Comovements', Journal of Finance 57(5), 2002",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      calm: { unit: 'bars', meaning: 'low-volatility reference sample' },
      crisis: { unit: 'bars', meaning: 'recent sample' },
    },
    definition: `
      rho = Pearson correlation of own and leader returns in the recent sample; delta = var(leader,
      recent)/var(leader, calm) - 1 (ddof 1; calm = the bars before the recent sample). Adjusted rho* =
      rho/sqrt(1 + delta*(1-rho^2)). delta <= -1+1e-6 -> null. Contagion statistic: Fisher z difference of
      rho* and the calm correlation: (atanh rho* - atanh rho_calm)/sqrt(1/(crisis-3)+1/(calm-3)).
    `,
    update: 'Running sums O(1).',
    signal: `
      context: z > 1.96 -> diversification across these symbols is counted as 0 (positions add fully);
      otherwise rho* is used in exposure limits.
    `,
    range: '[-1,1]; real',
  },
  defaults: { calm: 500, crisis: 60 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** How much closer both go together than before, beyond what volatility explains, in standard errors. */
    contagion: { unit: 'z-score' },
    /** Correlation in the calm bars. */
    calmCorrelation: { unit: 'correlation', min: -1, max: 1 },
    /** Correlation that limits of exposure count with: 1 under contagion. */
    exposureCorrelation: { unit: 'correlation', min: -1, max: 1, neutral: 1 },
  },
  warmUp: ({ calm, crisis }) => calm + crisis + 1,

  start({ calm, crisis }) {
    const closes = new LeaderCloses();
    const before = new RollingCovariance(2, wholeNumber('calm', calm, 4));
    const recent = new RollingCovariance(2, wholeNumber('crisis', crisis, 4));
    const own = new RecentValues(crisis);
    const leader = new RecentValues(crisis);
    const row = new Float64Array(2);
    const calmRho = () => correlationOf(before);
    const contagion = () => contagionScore(value, calmRho(), { calm, crisis });
    let value = NaN;

    return withReadings(
      (step) => {
        if (!closes.push(step) || Number.isNaN(closes.ownReturn)) return noValue();
        if (own.isFull) {
          row[0] = own.at(crisis - 1);
          row[1] = leader.at(crisis - 1);
          before.push(row);
        }
        own.push(closes.ownReturn);
        leader.push(closes.leaderReturn);
        row[0] = closes.ownReturn;
        row[1] = closes.leaderReturn;
        recent.push(row);
        if (!before.isFull) return noValue();
        const rise = recent.covariance(1, 1) / before.covariance(1, 1) - 1;
        value = before.covariance(1, 1) > STILL ? adjustedCorrelation(correlationOf(recent), rise) : NaN;
        return Number.isNaN(value) ? noValue() : value;
      },
      {
        contagion,
        calmCorrelation: calmRho,
        exposureCorrelation: () => (contagion() > CONTAGIOUS ? 1 : value),
      },
    );
  },
});

/** A correlation as it would be had the variance of the leader not risen by this share; NaN where none is left. */
export function adjustedCorrelation(rho: number, rise: number): number {
  return rise <= -1 + 1e-6 ? NaN : clip(rho / Math.sqrt(1 + rise * (1 - rho * rho)), -1, 1);
}

/** Difference of a recent and a calm correlation after Fisher's transform, in standard errors. */
export function contagionScore(
  recent: number,
  before: number,
  { calm, crisis }: { readonly calm: number; readonly crisis: number },
): number {
  return (Math.atanh(recent) - Math.atanh(before)) / Math.sqrt(1 / (crisis - 3) + 1 / (calm - 3));
}

/** NaN where one of the two does not vary. */
function correlationOf(covariance: RollingCovariance): number {
  const first = covariance.covariance(0, 0);
  const second = covariance.covariance(1, 1);
  if (!(first > STILL) || !(second > STILL)) return NaN;
  return clip(covariance.covariance(0, 1) / Math.sqrt(first * second), -1, 1);
}
