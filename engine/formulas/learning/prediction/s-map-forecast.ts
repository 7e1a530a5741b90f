import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { RollingCovariance } from '../../../numerics/rolling-covariance.ts';
import { SMap } from '../../../numerics/s-map.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { StandardizedReturns } from '../protocol/standardized-returns.ts';

const THETAS = [0, 0.5, 1, 2, 4] as const;

/**
 * Forecast of the next return in units of volatility by a linear model of moments like this one; how local it
 * is, is what forecast best lately. Believed as far as its forecasts went along with what came. Warm when the
 * library is full and `skill` forecasts are known to be good or bad. A bar of a price that stands still is
 * passed over.
 */
export const sMapForecast = defineFormula({
  id: 'F292',
  key: 's-map-forecast',
  title: 'S-map (sequential locally weighted map) forecast',
  family: 'learning',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Sugihara, G., 'Nonlinear forecasting for the classification of natural time series', Philosophical Transactions of the Royal Society A 348, 1994",
  catalogue: {
    inputs: ['bars'],
    params: {
      E: { unit: '1', meaning: 'embedding dimension' },
      library: { unit: 'bars', meaning: 'library length' },
      thetas: { fixed: [0, 0.5, 1, 2, 4], unit: '1', meaning: 'localisation; the best is kept' },
      ridge: { unit: '1', meaning: 'regularisation' },
      skill: { unit: 'forecasts', meaning: 'window of the skill correlation' },
    },
    definition: `
      z = standardised return as id 227. Vectors x_k = (z_k, z_{k-1},..., z_{k-E+1}) for all library
      points k with known successor. Distances d_k = |x_k - x_t|, dbar their mean, weights w_k =
      exp(-theta*d_k/dbar). Solve (A'A + ridge*I)c = A'(w*y) with rows A_k = w_k*(1,x_k), y_k = z_{k+1}.
      Forecast zhat = c_0 + c.x_t. One forecast per theta; skill rho_theta = correlation of its last skill
      forecasts with outcomes; use the theta with the largest rho. Nonlinearity = rho_best - rho_0 (theta
      = 0 is a global linear AR).
    `,
    update: 'O(library*E^2) per theta per bar (about 80k flops for five thetas).',
    signal: 'signal = tanh(2*zhat) if rho > 0 else 0; confidence = max(0,rho)*min(1,2*|zhat|).',
    range: 'real',
  },
  defaults: { E: 3, library: 1000, ridge: 0.0001, skill: 300 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Correlation of the last forecasts with what came. */
    rho: { unit: 'correlation', min: -1, max: 1 },
    /** What locality adds to that of a linear model of all moments. */
    nonlinearity: { unit: 'correlation', min: 0, max: 2 },
    /** How local the model is; 0 is not at all. */
    theta: { unit: '1', min: 0, max: 4 },
  },
  warmUp: ({ E, library, skill }) => 1 + E + library + skill,

  start({ E, library, ridge, skill }) {
    const returns = new StandardizedReturns();
    const map = new SMap({ dimension: E, length: library, ridge, theta: THETAS[1] });
    const outcomes = new RollingCovariance(THETAS.length + 1, wholeNumber('skill', skill, 2));
    const row = new Float64Array(THETAS.length + 1);
    const forecasts = new Float64Array(THETAS.length);
    let isForecast = false;
    let best = 0;
    let value = 0;
    const rho = (place: number) => correlationOf(outcomes, place);

    return withReadings(
      ({ close }) => {
        const z = returns.next(close);
        if (Number.isNaN(z)) return noValue();
        if (isForecast) {
          row[0] = z;
          for (let place = 0; place < THETAS.length; place += 1) row[place + 1] = forecasts[place] as number;
          outcomes.push(row);
        }
        map.push(z);
        isForecast = map.isFull;
        if (!isForecast) return noValue();
        map.forecasts(forecasts);
        if (!outcomes.isFull) return noValue();
        best = bestPlace(outcomes);
        value = forecasts[best] as number;
        return value;
      },
      {
        signal: () => (rho(best) > 0 ? Math.tanh(2 * value) : 0),
        confidence: () => Math.max(0, rho(best)) * Math.min(1, 2 * Math.abs(value)),
        rho: () => rho(best),
        nonlinearity: () => rho(best) - rho(0),
        theta: () => THETAS[best],
      },
    );
  },
});

/** The locality whose forecasts go along best with the outcomes; the first of equal ones. */
function bestPlace(outcomes: RollingCovariance): number {
  let best = 0;
  let most = correlationOf(outcomes, 0);
  for (let place = 1; place < THETAS.length; place += 1) {
    const each = correlationOf(outcomes, place);
    if (!(each > most)) continue;
    best = place;
    most = each;
  }
  return best;
}

/** Correlation of the outcomes with the forecasts of one locality; 0 where one of the two does not vary. */
function correlationOf(outcomes: RollingCovariance, place: number): number {
  const scale = Math.sqrt(outcomes.covariance(0, 0) * outcomes.covariance(place + 1, place + 1));
  const found = outcomes.covariance(0, place + 1) / scale;
  return scale > 0 ? clip(found, -1, 1) : 0;
}
