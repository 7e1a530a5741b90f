import { LevinsonDurbin } from '../../numerics/autocorrelation.ts';
import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingAutocorrelation } from '../../numerics/rolling-autocorrelation.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const BAND = 1.96;

/**
 * Forecast of the next return by the autoregression of the highest order whose last coefficient stands out
 * of the noise; 0 where none does. Log return; above zero a rise. Warm after `n` returns.
 */
export const pacfDurbinLevinsonForecast = defineFormula({
  id: 'F32',
  key: 'pacf-durbin-levinson-forecast',
  title: 'Partial autocorrelation and AR forecast (Durbin-Levinson)',
  family: 'time-series',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Durbin, J., 'The Fitting of Time-Series Models', Review of the International Statistical Institute, 1960; Levinson, N., 1946",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      K: { unit: 'lags', meaning: 'largest order' },
    },
    definition: `
      Sample rho_1..rho_K as in formula 31. Recursion: phi_11=rho_1; phi_kk=(rho_k - sum_{j<k} phi_{k-1,j}
      rho_{k-j})/(1 - sum_{j<k} phi_{k-1,j} rho_j); phi_{k,j}=phi_{k-1,j}-phi_kk*phi_{k-1,k-j}.
      PACF_k=phi_kk. Order p = largest k <= K with |phi_kk|>1.96/sqrt(n), 0 if none. Forecast f = m +
      sum_{j=1..p} phi_{p,j}*(r_{t+1-j}-m); f=0 if p=0. Value f. Warm-up n.
    `,
    update: 'O(K) for the autocorrelations plus O(K^2)=64 for the recursion.',
    signal: 'signal = tanh(3*f/sig_t); confidence = zc(max_k |phi_kk|*sqrt(n)) if p>0, else 0.',
    range: '(-inf,inf)',
  },
  defaults: { n: 200, K: 8 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Order of the autoregression; 0 where nothing stands out. */
    order: { unit: 'bars', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ K, n }) {
    const closes = new CloseReturns();
    const window = new RollingAutocorrelation(n, K);
    const recent = new RecentValues(K);
    const volatility = new BarVolatility();
    const recursion = new LevinsonDurbin(K);
    const { models, partial } = recursion;
    const band = BAND / Math.sqrt(n);
    const strongest = () => partial.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    let order = 0;
    let forecast = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(logReturn);
        recent.push(logReturn);
        volatility.push(logReturn);
        if (!window.isFull) return undefined;
        recursion.solve(window.correlations());
        order = lastOutside(partial, band);
        const { mean } = window;
        let sum = order === 0 ? 0 : mean;
        const model = models[order - 1];
        for (let j = 0; j < order; j += 1) sum += (model?.[j] as number) * (recent.at(j) - mean);
        forecast = sum;
        return forecast;
      },
      {
        signal: () => Math.tanh((3 * forecast) / volatility.value),
        confidence: () => (order > 0 ? confidenceOfZ(strongest() * Math.sqrt(n)) : 0),
        order: () => order,
      },
    );
  },
});

/** The highest lag whose partial autocorrelation leaves the band; 0 where none does. */
export function lastOutside(partial: Float64Array, band: number): number {
  let order = partial.length;
  while (order > 0 && Math.abs(partial[order - 1] as number) <= band) order -= 1;
  return order;
}
