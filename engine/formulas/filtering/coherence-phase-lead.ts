import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { CrossSpectrum } from '../../numerics/cross-spectrum.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { leaderPair } from '../leader-pair.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

const LEADS_FROM = 0.5;
const FURTHEST = 5;

/**
 * Move that the own price has still to make after the leader: what the leader moved within its lead, times
 * the gain, less what the own price moved already; 0 where the leader does not lead. Measured every `k`
 * bars, warm after `n` returns of both. No value at a time at which the leader has no bar, or where one of
 * the two does not move.
 */
export const coherencePhaseLead = defineFormula({
  id: 'F209',
  key: 'coherence-phase-lead',
  title: 'Coherence and phase lead of another symbol',
  family: 'filtering',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Welch, P. D., 'The use of fast Fourier transform for the estimation of power spectra', IEEE Transactions on Audio and Electroacoustics, 1967; lead-lag from phase: Granger, C. W. J. and Hatanaka, M., 'Spectral Analysis of Economic Time Series', 1964",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      L: { unit: 'bars', meaning: 'segment' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      pmin: { unit: 'bars', meaning: 'shortest period used' },
      pmax: { unit: 'bars', meaning: 'longest period used' },
    },
    definition: `
      External: returns x of the leader (as in 47), own returns y. Welch: Hann segments (periodic window
      0.5-0.5*cos(2 pi i/L)) of length L with half overlap, segment means removed. S_xy=sum conj(X)Y,
      S_xx, S_yy. Coherence C_k=|S_xy|^2/(S_xx S_yy); phase th_k=arg S_xy; lag in bars d_k=-th_k/(2 pi
      k/L) (positive: y follows x). Over bins with period pmin..pmax: weighted mean lag D=sum C_k*d_k/sum
      C_k, mean coherence Cm, gain B=sum |S_xy|/sum S_xx. If D>=0.5: forecast f=B*sum of the leader's last
      round(D) returns (at most 5) minus the own returns of the same bars; else f=0. Value f. Warm-up n.
    `,
    update: '15 FFTs of 64 every k bars.',
    signal: 'signal = tanh(f/(sig_t*sqrt(max(1,D)))); confidence = clip((Cm-0.2)*2,0,1)*1[D>=0.5].',
    range: '(-inf,inf)',
  },
  defaults: { n: 512, L: 64, k: 8, pmin: 4, pmax: 32 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Bars by which the own price follows the leader; below zero it leads itself. */
    lag: { unit: 'bars' },
    /** Mean share of the variance that both have in common. */
    coherence: { unit: '1', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ L, k, n, pmax, pmin }) {
    const bins = { first: Math.max(1, Math.ceil(L / pmax)), last: Math.floor(L / Math.max(2, pmin)) };
    const spectrum = new CrossSpectrum(L, bins.first, bins.last, { length: n, every: k });
    const own = new RecentValues(wholeNumber('a window', n, L));
    const leader = new RecentValues(n);
    const returns = { own: new CloseReturns(), leader: new CloseReturns() };
    const windows = { own: new Float64Array(n), leader: new Float64Array(n) };
    const volatility = new BarVolatility();
    const turns = new Turns(209, k);
    let lead: Lead | undefined;
    let forecast = 0;
    let seen = 0;

    return withReadings(
      (input) => {
        const pair = leaderPair(input);
        if (pair === undefined) return undefined;
        const x = returns.leader.next(pair.leader.close);
        const y = returns.own.next(pair.own.close);
        if (Number.isNaN(y)) return undefined;
        volatility.push(y);
        leader.push(x);
        own.push(y);
        seen += 1;
        if (!own.isFull) return undefined;
        if (turns.isDue()) {
          leader.copyTo(windows.leader);
          own.copyTo(windows.own);
          spectrum.measure(windows.leader, windows.own, seen - n);
          lead = leadOf(spectrum, bins, L);
        }
        if (lead === undefined) return undefined;
        forecast = stillToCome(lead, leader, own);
        return forecast;
      },
      {
        signal: () => Math.tanh(forecast / (volatility.value * Math.sqrt(Math.max(1, lead?.lag ?? 1)))),
        confidence: () =>
          lead !== undefined && lead.lag >= LEADS_FROM ? clip((lead.coherence - 0.2) * 2, 0, 1) : 0,
        lag: () => lead?.lag,
        coherence: () => lead?.coherence,
      },
    );
  },
});

interface Lead {
  readonly lag: number;
  readonly coherence: number;
  /** Own move that goes with a move of the leader of one. */
  readonly gain: number;
}

function leadOf(
  spectrum: CrossSpectrum,
  { first, last }: { readonly first: number; readonly last: number },
  length: number,
): Lead | undefined {
  let weights = 0;
  let lags = 0;
  let cross = 0;
  let power = 0;
  for (let bin = first; bin <= last; bin += 1) {
    const coherence = spectrum.coherence(bin);
    if (Number.isNaN(coherence)) return undefined;
    weights += coherence;
    lags -= (coherence * spectrum.phase(bin) * length) / (2 * Math.PI * bin);
    const strength = spectrum.strength(bin);
    cross += strength.cross;
    power += strength.first;
  }
  if (!(weights > 1e-12)) return undefined;
  return { lag: lags / weights, coherence: weights / (last - first + 1), gain: cross / power };
}

function stillToCome({ gain, lag }: Lead, leader: RecentValues, own: RecentValues): number {
  if (lag < LEADS_FROM) return 0;
  let move = 0;
  for (let age = 0; age < Math.min(FURTHEST, Math.round(lag)); age += 1) {
    move += gain * leader.at(age) - own.at(age);
  }
  return move;
}
