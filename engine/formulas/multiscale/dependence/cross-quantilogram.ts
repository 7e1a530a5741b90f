import { clip } from '../../../numerics/clip.ts';
import { defineFormula, type MarketStep, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { LeaderWindow } from './leader-window.ts';
import {
  type CrossQuantilogram,
  crossQuantilogram,
  hitsAbove,
  hitsBelow,
  lowerQuantile,
} from './quantile-hits.ts';
import { secondTurn } from '../../turns.ts';

const LAGS = [1, 2, 3];
const none = new Float64Array();

/** What the tails of the leader have foretold of the own ones. */
interface TailLead {
  /** Levels of the leader below and above which it is in a tail. */
  readonly lowLevel: number;
  readonly highLevel: number;
  readonly low: CrossQuantilogram;
  readonly high: CrossQuantilogram;
}

/**
 * What extreme bars of the leader foretell of the own next bar: above zero a rise, below a fall, 0 where none
 * was extreme or it means nothing. Tails are fitted every `refit` bars; no value without a leader. Warm
 * with the bar after the first fit, which needs `window + 1` bars of both.
 */
export const crossQuantilogramLead = defineFormula({
  id: 'F372',
  key: 'cross-quantilogram',
  title: 'Cross-quantilogram (tail lead-lag)',
  family: 'multiscale',
  output: { unit: 'score', min: -1, max: 1 },
  role: 'direction',
  source:
    "Han, H., Linton, O., Oka, T. & Whang, Y.-J., 'The cross-quantilogram: Measuring quantile dependence and testing directional predictability between time series', Journal of Econometrics 193(1), 2016",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      tau: { unit: 'quantile', meaning: 'tail; both 0.1 and 0.9 are computed' },
      lags: { fixed: [1, 2, 3], unit: 'bars', meaning: 'lags k' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Own returns y1, leader returns y2, quantiles q = ceil(tau*n)-th smallest over the window. psi_t =
      1[y_t <= q] - tau. rho(k) = sum_t psi1_t*psi2_{t-k} / sqrt(sum psi1_t^2 * sum psi2_{t-k}^2) over the
      common range. Box-Ljung type Q = T(T+2) sum_k rho(k)^2/(T-k). If the leader was in its lower tail at
      t+1-k and rho_low(k) > 2/sqrt(T): down score += rho_low(k); upper tail with rho_high (psi = 1[y >
      q_0.9] - 0.1): up score. Value = up - down.
    `,
    update: 'Batch O(window*lags) every refit bars; look-up O(1).',
    signal: 'signal = clip(5*value,-1,1); confidence = min(1,4*|value|).',
    range: '[-1,1]',
  },
  defaults: { tau: 0.1, window: 1000, refit: 50 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** All lags of the lower tails together: chi-squared with three degrees of freedom where there is no lead. */
    lowQ: { unit: 'Q', min: 0 },
    /** The same of the upper tails. */
    highQ: { unit: 'Q', min: 0 },
  },
  // A close before the first return, and the bar of the fit.
  warmUp: ({ window }) => window + 2,
  fit: fitTails,

  start(params) {
    const { refit, tau, window } = params;
    if (!(tau > 0 && tau < 0.5)) throw new RangeError(`tau must lie between 0 and 0.5, was ${tau}`);
    const pair = new LeaderWindow(window, refit, 2 * LAGS.length, secondTurn(372, refit));
    const meaningful = 2 / Math.sqrt(window);
    let lead: TailLead | undefined;
    let value = 0;

    const run = withReadings(
      (step: MarketStep) => {
        if (!pair.push(step) || lead === undefined) return noValue();
        value = 0;
        for (let i = 0; i < LAGS.length; i += 1) {
          // What went before the next bar by so many bars is one bar less old now.
          const told = pair.leader.at((LAGS[i] as number) - 1);
          const down = lead.low.correlations[i] as number;
          const up = lead.high.correlations[i] as number;
          if (told <= lead.lowLevel && down > meaningful) value -= down;
          if (told > lead.highLevel && up > meaningful) value += up;
        }
        value = clip(value, -1, 1);
        return value;
      },
      {
        signal: () => clip(5 * value, -1, 1),
        confidence: () => Math.min(1, 4 * Math.abs(value)),
        lowQ: () => lead?.low.q,
        highQ: () => lead?.high.q,
      },
    );
    return withRefit(run, {
      due: () => pair.takeJob(params),
      accept: ([lowLevel = 0, highLevel = 0, lowQ = 0, highQ = 0, ...correlations]) => {
        lead = {
          lowLevel,
          highLevel,
          low: { q: lowQ, correlations: correlations.slice(0, LAGS.length) },
          high: { q: highQ, correlations: correlations.slice(LAGS.length) },
        };
      },
    });
  },
});

/** Both levels of the leader, both Q, the correlations of the lower tails and those of the upper ones. */
function fitTails({ data, params }: FitJob): FitModel {
  const { leader = none, own = none } = data;
  const { high, highLevel, low, lowLevel } = tailLead(own, leader, params['tau'] ?? 0);
  return [lowLevel, highLevel, low.q, high.q, ...low.correlations, ...high.correlations];
}

function tailLead(own: Float64Array, leader: Float64Array, tau: number): TailLead {
  const lowLevel = lowerQuantile(leader, tau);
  const highLevel = lowerQuantile(leader, 1 - tau);
  return {
    lowLevel,
    highLevel,
    low: crossQuantilogram(
      hitsBelow(own, lowerQuantile(own, tau), tau),
      hitsBelow(leader, lowLevel, tau),
      LAGS,
    ),
    high: crossQuantilogram(
      hitsAbove(own, lowerQuantile(own, 1 - tau), tau),
      hitsAbove(leader, highLevel, tau),
      LAGS,
    ),
  };
}
