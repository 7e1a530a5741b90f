import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import type { Opinions } from '../step-contents.ts';
import { SignalForecasts } from './signal-forecasts.ts';

const NEAREST = 1e-12;

/**
 * Position worth holding, in base units, when trading costs: part of the way from the position before to
 * an aim in which signals that fade fast count little. Above zero long. The forecast of the next bar's
 * price change is the mean of what each direction formula's signal alone explains of it over the last
 * `window` bars; the same bars say how fast the signal fades. Warm after `window + 1` opinions.
 */
export const garleanuPedersenAimPortfolio = defineFormula({
  id: 'F319',
  key: 'garleanu-pedersen-aim-portfolio',
  title: 'Dynamic trading toward the aim portfolio',
  family: 'execution-cost',
  output: { unit: 'units' },
  role: 'size',
  source:
    "Garleanu, N. & Pedersen, L. H., 'Dynamic Trading with Predictable Returns and Transaction Costs', Journal of Finance 68(6), 2013",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      gamma: { unit: '1/(quote currency)', meaning: 'risk aversion' },
      lam: { unit: '1/(quote currency)', meaning: 'cost multiple: cost matrix = lam*variance' },
      rho: { unit: 'per bar', meaning: 'discount rate' },
      phi: {
        fixed: 'per signal',
        unit: 'per bar',
        meaning: 'mean-reversion speed (alpha decay) of each signal',
      },
    },
    definition: `
      One asset, return forecast per bar sum_k B_k f_k where f_k decays as E[f_{t+1}] = (1-phi_k) f_t,
      variance s2 (quote^2 per unit^2 per bar), quadratic cost lam*s2*(dx)^2/2. a = (
      -(gamma*(1-rho)+lam*rho) + sqrt((gamma*(1-rho)+lam*rho)^2 + 4*gamma*lam*(1-rho)^2) ) / (2*(1-rho)).
      aim = (1/(gamma*s2))*sum_k B_k f_k/(1 + phi_k*a/gamma). Position x_t = (1 - a/lam)*x_{t-1} +
      (a/lam)*aim_t. phi_k from the AR(1) of each direction formula's signal (OLS over 500 bars).
    `,
    update: 'O(signals) per bar.',
    signal: `
      size: target position; slow signals get full weight, fast ones are discounted, and trading is
      partial.
    `,
    range: 'real',
  },
  defaults: { gamma: 0.000001, lam: 0.000005, rho: 0.0001, window: 500 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    /** The position as a share of the one that the forecast would ask for if trading were free; 0 where it asks for the other side. */
    ...SIZE,
    /** The position it moves toward. */
    aim: { unit: 'units' },
    /** Share of the way to the aim that is traded in one bar. */
    rate: { unit: '1', min: 0, max: 1 },
  },
  warmUp: ({ window }) => 2 * (window + 1),

  start({ gamma, lam, rho, window }) {
    const given = { gamma: positive('gamma', gamma), lam: positive('lam', lam), rho };
    if (!(rho >= 0 && rho < 1)) throw new RangeError(`rho must be from 0 to below 1, was ${rho}`);
    const speed = tradingSpeed(given);
    const forecasts = new SignalForecasts(wholeNumber('a window', window, 3));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let close = NaN;
    let position = 0;
    let aim = 0;
    let unhurried = 0;
    let value: number | undefined;

    const onOpinions = (opinions: Opinions): number | undefined => {
      if (Number.isNaN(close)) return undefined;
      forecasts.push(opinions, close);
      const variance = (close * volatility.value) ** 2;
      if (!forecasts.isWarm || !(variance > 0 && variance < Infinity)) return undefined;
      const scale = 1 / (gamma * variance);
      aim = scale * forecasts.discounted(speed / gamma);
      unhurried = scale * forecasts.discounted(0);
      position += (speed / lam) * (aim - position);
      return position;
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') {
          close = step.bar.close;
          const logReturn = returns.next(close);
          if (Number.isFinite(logReturn)) volatility.push(logReturn);
        }
        if (step.kind === 'opinions') value = onOpinions(step.opinions);
        return value;
      },
      {
        scale: () => (Math.abs(unhurried) > NEAREST ? clip(position / unhurried, 0, 1) : 1),
        aim: () => aim,
        rate: () => speed / lam,
      },
    );
  },
});

/** Risk aversion, cost multiple and discount rate a bar. */
export interface TradingTerms {
  readonly gamma: number;
  readonly lam: number;
  readonly rho: number;
}

/** `a`: over `lam` it is the share of the way to the aim that is best traded in one bar. */
export function tradingSpeed({ gamma, lam, rho }: TradingTerms): number {
  const b = gamma * (1 - rho) + lam * rho;
  // The root as a quotient: the difference would lose digits where trading is cheap.
  const root = Math.sqrt(b * b + 4 * gamma * lam * (1 - rho) ** 2);
  return (2 * gamma * lam * (1 - rho)) / (b + root);
}
