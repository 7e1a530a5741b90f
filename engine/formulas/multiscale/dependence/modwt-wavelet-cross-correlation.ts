import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import type { RecentValues } from '../../../numerics/recent-values.ts';
import { sampleShape } from '../../../numerics/sample-shape.ts';
import { defineFormula, type MarketStep, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { LeaderWindow } from './leader-window.ts';
import { type WaveletLead, waveletLeads } from './wavelet-lead.ts';
import { secondTurn } from '../../turns.ts';

const LEVELS = 5;
const LONGEST = 32;
/** Numbers of a lead in a model. */
const NUMBERS = 4;
const none = new Float64Array();

/**
 * What the leader's moves of two to thirty-two bars foretell of the own next bar, in deviations of a bar, from
 * the scales at which it goes before; 0 where it does at none. Leads are fitted every `refit` bars; no
 * value without a leader. Warm with the bar after the first fit, which needs `window + 1` bars of both.
 */
export const modwtWaveletCrossCorrelation = defineFormula({
  id: 'F370',
  key: 'modwt-wavelet-cross-correlation',
  title: 'Haar MODWT wavelet cross-correlation (lead-lag by scale)',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Whitcher, B., Guttorp, P. & Percival, D. B., 'Wavelet analysis of covariance with application to atmospheric time series', Journal of Geophysical Research 105(D11), 2000",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      level: { fixed: [1, 2, 3, 4, 5], unit: '1', meaning: 'scales 2^j bars' },
      max_lag: { unit: 'bars', meaning: 'lags -max..max' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
      min_corr: { unit: '1', meaning: 'gate' },
    },
    definition: `
      x = leader returns, y = own returns. Haar MODWT level j, L = 2^j: W_t = ( sum_{l=0}^{L/2-1} x_{t-l}
      - sum_{l=L/2}^{L-1} x_{t-l} )/L, only t >= L-1. Cross-correlation at lag k: sum_t
      Wx_t*Wy_{t+k}/sqrt(sum Wx^2 sum Wy^2) (zero mean, all valid terms). k* = argmax |.|, k* > 0 means x
      leads y at that scale. For each level with k* > 0 and |corr| >= min_corr: forecast f_j =
      corr*sd(Wy)/sd(Wx)*Wx_{t+1-k*} (known when k* >= 1). Value = sum_j f_j divided by the std of y.
    `,
    update: 'W updates O(1) per level by running sums; correlations batch every refit bars.',
    signal: 'signal = tanh(2*value); confidence = mean |corr| of the levels used.',
    range: 'real',
  },
  defaults: { max_lag: 16, window: 1024, refit: 32, min_corr: 0.1 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Scales at which the leader goes before. */
    leads: { unit: 'scales', min: 0, max: LEVELS },
  },
  // A close before the first return, and the bar of the fit.
  warmUp: ({ window }) => window + 2,
  fit: fitLeads,

  start(params) {
    const { max_lag: mostLag, refit, window } = params;
    const pair = new LeaderWindow(
      window,
      refit,
      LONGEST + wholeNumber('max_lag', mostLag) + 1,
      secondTurn(370, refit),
    );
    let leads: readonly WaveletLead[] = [];
    let deviation = 0;
    let value = 0;

    const run = withReadings(
      (step: MarketStep) => {
        if (!pair.push(step) || !(deviation > 1e-12)) return noValue();
        let forecast = 0;
        for (const { gain, lag, length } of leads)
          forecast += gain * newestDetail(pair.leader, length, lag - 1);
        value = forecast / deviation;
        return value;
      },
      {
        signal: () => Math.tanh(2 * value),
        confidence: () => meanStrength(leads),
        leads: () => leads.length,
      },
    );
    return withRefit(run, {
      due: () => pair.takeJob(params),
      accept: ([found = 0, ...rest]) => {
        deviation = found;
        leads = leadsOf(rest);
      },
    });
  },
});

/** Deviation of the own returns, and behind it the four numbers of each scale at which the leader goes before. */
function fitLeads({ data, params }: FitJob): FitModel {
  const { leader = none, own = none } = data;
  const { max_lag: most = 1, min_corr: least = 0 } = params;
  const leads = waveletLeads(own, leader, { levels: LEVELS, most, least });
  const numbers = leads.flatMap(({ correlation, gain, lag, length }) => [length, lag, correlation, gain]);
  return [Math.sqrt(sampleShape(own).variance), ...numbers];
}

function leadsOf(numbers: readonly number[]): WaveletLead[] {
  return Array.from({ length: numbers.length / NUMBERS }, (_, i) => {
    const [length = 1, lag = 1, correlation = 0, gain = 0] = numbers.slice(i * NUMBERS);
    return { length, lag, correlation, gain };
  });
}

/** Mean size of the correlations; 0 without any. */
function meanStrength(leads: readonly WaveletLead[]): number {
  const sum = leads.reduce((total, { correlation }) => total + Math.abs(correlation), 0);
  return leads.length === 0 ? 0 : Math.min(1, sum / leads.length);
}

/** The Haar detail of `length` values that ended `age` values before the newest. */
function newestDetail(values: RecentValues, length: number, age: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += (i < length / 2 ? 1 : -1) * values.at(age + i);
  return sum / length;
}
