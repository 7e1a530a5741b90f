import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { columnRegression } from '../../../numerics/column-regression.ts';
import { GridPoints } from '../../../numerics/grid-points.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { ReferenceVenue } from './reference-venue.ts';

/** Own share below which signals of our venue alone deserve less confidence, and how much of it is left. */
const FOLLOWER_SHARE = 0.3;
const FOLLOWER_CONFIDENCE = 0.8;

/**
 * Our share in finding the common price of the coin, against another venue or contract: 1 where the other
 * only follows ours. The mids of both are sampled every `sample` seconds; the shares are estimated every
 * `refit` seconds from the last `window` samples, at once instead of carried on, to the same numbers. Warm
 * once as many were seen; no value where the prices do not tell the shares apart.
 */
export const gonzaloGrangerComponentShare = defineFormula({
  id: 'F263',
  key: 'gonzalo-granger-component-share',
  title: 'Price-discovery component shares (Gonzalo-Granger)',
  family: 'bitcoin',
  output: { unit: 'share' },
  role: 'context',
  source:
    "Gonzalo, J. & Granger, C., 'Estimation of Common Long-Memory Components in Cointegrated Systems', Journal of Business & Economic Statistics 13(1), 1995; Booth, So & Tse, Journal of Futures Markets 19, 1999",
  catalogue: {
    inputs: ['external'],
    params: {
      sample: { unit: 's', meaning: 'sampling of the two log mids' },
      window: { unit: 'samples', meaning: 'VECM sample' },
      lags: { unit: 'lags', meaning: 'differenced lags k' },
      refit: { unit: 's', meaning: 'refit period' },
    },
    definition: `
      p1, p2 = log mids of venue 1 and 2, cointegrating vector fixed at (1,-1), error e_t = p1_t - p2_t.
      OLS for each i: dp_i,t = c_i + gamma_i*e_{t-1} + sum_{l=1..lags} (a_il*dp_1,t-l + b_il*dp_2,t-l) +
      u. The weights are the vector orthogonal to (gamma_1,gamma_2) scaled to sum 1: w1 =
      gamma_2/(gamma_2-gamma_1), w2 = -gamma_1/(gamma_2-gamma_1). |gamma_2-gamma_1| < 1e-10 -> null.
      Shares sum to 1; the venue with the larger share leads.
    `,
    update: 'Rolling normal equations O(k^2) per sample, solve every refit seconds.',
    signal: `
      context: weights venue prices in id 257/264 and selects the reference of id 262; share of the target
      below 0.3 lowers the confidence of target-only microstructure signals by 0.8.
    `,
    range: 'real, normally [0,1]',
  },
  defaults: { sample: 1, window: 3600, lags: 5, refit: 300 },
  input: 'step',
  reads: ['quote', 'peer-quote'],
  readings: {
    peerShare: { unit: 'share' },
    /** What the confidence of signals of our venue alone is multiplied by: 0.8 while it mostly follows. */
    confidenceFactor: { unit: '1', min: FOLLOWER_CONFIDENCE, max: 1, neutral: 1 },
  },
  // A quote of each, and later ones that span the samples.
  warmUp: () => 3,
  warmUpMs: (params) => 1000 * params.sample * (params.window + params.lags),

  start({ lags, refit, sample, window }) {
    const most = wholeNumber('a window', window, 4) + wholeNumber('lags', lags, 0) + 1;
    const grid = new GridPoints(1000 * positive('sample', sample), most);
    const samplesPerFit = Math.max(1, Math.round(refit / sample));
    const reference = new ReferenceVenue(false);
    const ownPath = new RecentValues(most);
    const peerPath = new RecentValues(most);
    let own = NaN;
    let peer = NaN;
    let sinceFit = 0;
    let value: number | undefined;

    const takeSample = () => {
      ownPath.push(own);
      peerPath.push(peer);
      sinceFit += 1;
      if (!ownPath.isFull || (sinceFit < samplesPerFit && sinceFit !== most)) return;
      sinceFit = 0;
      value = ownShare(ownPath.toArray(), peerPath.toArray(), lags);
    };
    const restart = () => {
      ownPath.clear();
      peerPath.clear();
      sinceFit = 0;
      value = undefined;
    };
    return withReadings(
      (step) => {
        for (let left = grid.passed(step.time); left > 0; left -= 1) {
          if (Number.isFinite(own) && Number.isFinite(peer)) takeSample();
        }
        if (step.kind === 'quote') own = Math.log((step.quote.bid + step.quote.ask) / 2);
        if (step.kind === 'peer-quote') {
          if (reference.offer(step.quote)) restart();
          const { place, quote } = step.quote;
          if (place === reference.place) peer = Math.log((quote.bid + quote.ask) / 2);
        }
        return value;
      },
      {
        peerShare: () => 1 - (value ?? NaN),
        confidenceFactor: () => ((value ?? 1) < FOLLOWER_SHARE ? FOLLOWER_CONFIDENCE : 1),
      },
    );
  },
});

/** Share of the first price in the common one, from log prices at the same times, oldest first. */
export function ownShare(own: Float64Array, peer: Float64Array, lags: number): number | undefined {
  const rows = own.length - lags - 1;
  const gap = own.map((each, t) => each - (peer[t] as number));
  const ownMoves = moves(own);
  const peerMoves = moves(peer);
  const lagged = Array.from({ length: lags }, (_, lag) =>
    [ownMoves, peerMoves].map((each) => each.subarray(lags - 1 - lag, lags - 1 - lag + rows)),
  ).flat();
  const columns = [gap.subarray(lags, lags + rows), ...lagged];
  const ownPull = columnRegression(columns, ownMoves.subarray(lags))?.coefficients[0];
  const peerPull = columnRegression(columns, peerMoves.subarray(lags))?.coefficients[0];
  return ownPull === undefined || peerPull === undefined ? undefined : shareOfPulls(ownPull, peerPull);
}

/** Share of the first of two prices by how each is pulled by the gap between them; it is 1 where only the other is. */
export function shareOfPulls(own: number, peer: number): number | undefined {
  return Math.abs(peer - own) < 1e-10 ? undefined : peer / (peer - own);
}

/** Differences of neighbors. */
function moves(path: Float64Array): Float64Array {
  return Float64Array.from(
    { length: path.length - 1 },
    (_, t) => (path[t + 1] as number) - (path[t] as number),
  );
}
