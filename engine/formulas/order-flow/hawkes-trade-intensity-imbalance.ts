import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type TradeTick } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { ExcitedRates } from './excited-rates.ts';
import { likeliestBranching } from './trade-excitation.ts';

/** Trades the branching ratios are fitted to, and after how many a value is fully believed. */
const FITTED_TRADES = 5000;
const SURE_AFTER = 500;

/**
 * Imbalance of the rates at which buys and sells are expected from now on: every trade makes others more
 * likely for about 1/`beta` seconds, of its own side by `alpha_self` and of the other by `alpha_cross`. From
 * -1 to +1; above zero buys are expected sooner. The rate without any is set every `refit` seconds from
 * those before, and until then from all so far. With `learn` 1 both ratios are fitted at the same time to
 * the last 5000 trades; the definition leaves that open. Warm with the first trade.
 */
export const hawkesTradeIntensityImbalance = defineFormula({
  id: 'F252',
  key: 'hawkes-trade-intensity-imbalance',
  title: 'Bivariate Hawkes buy/sell intensity imbalance',
  family: 'order-flow',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Hawkes, A. G., 'Spectra of some self-exciting and mutually exciting point processes', Biometrika 58(1), 1971; Bacry, E. & Muzy, J.-F., 'Hawkes model for price and trades high-frequency dynamics', Quantitative Finance 14(7), 2014",
  catalogue: {
    inputs: ['trades'],
    params: {
      beta: { unit: '1/s', meaning: 'decay of the exponential kernel' },
      alpha_self: { unit: '1', meaning: 'self-excitation branching ratio' },
      alpha_cross: { unit: '1', meaning: 'cross branching ratio' },
      refit: { unit: 's', meaning: 'period of the moment update of mu' },
      max_branch: { unit: '1', meaning: 'cap on alpha_self+alpha_cross' },
    },
    definition: `
      Kernel phi(u) = alpha*beta*exp(-beta*u). R+ and R- are decayed sums: at an event of side s, R_s +=
      beta; between events R decays as exp(-beta*dt). lambda_buy = mu + alpha_self*R+ + alpha_cross*R-,
      lambda_sell = mu + alpha_self*R- + alpha_cross*R+. mu = (mean rate per side over the last refit
      window)*(1-alpha_self-alpha_cross). Optional refit of alphas: maximise the exact log-likelihood over
      the last 5000 events by coordinate search on a grid step 0.05 subject to the cap. Value =
      (lambda_buy-lambda_sell)/(lambda_buy+lambda_sell).
    `,
    update: 'O(1) per trade; optional refit is batch.',
    signal: 'signal = clip(2*value,-1,1); confidence = |value|*min(1,events/500).',
    range: '(-1,1)',
  },
  defaults: { beta: 1, alpha_self: 0.5, alpha_cross: 0.1, refit: 600, max_branch: 0.95, learn: 0 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** Expected rates of buys and sells now. */
    buyRate: { unit: '1/s', min: 0 },
    sellRate: { unit: '1/s', min: 0 },
  },
  warmUp: () => 1,
  fit: fitBranching,

  start(params) {
    const { alpha_cross, alpha_self, beta, learn, max_branch, refit } = params;
    if (!(alpha_self + alpha_cross <= max_branch))
      throw new RangeError(`alpha_self + alpha_cross must be at most max_branch ${max_branch}`);
    const rates = new ExcitedRates(beta, refit, { self: alpha_self, cross: alpha_cross });
    const kept =
      learn === 1
        ? { times: new RecentValues(FITTED_TRADES), signs: new RecentValues(FITTED_TRADES) }
        : undefined;
    let isDue = false;

    const step = ({ side, time }: TradeTick) => {
      isDue = rates.push(time, side);
      kept?.times.push(time);
      kept?.signs.push(side === 'buy' ? 1 : -1);
      return rates.imbalance;
    };
    return withRefit(
      withReadings(step, {
        signal: () => clip(2 * (rates.imbalance ?? 0), -1, 1),
        confidence: () => Math.abs(rates.imbalance ?? 0) * Math.min(1, rates.count / SURE_AFTER),
        buyRate: () => rates.buys,
        sellRate: () => rates.sells,
      }),
      {
        due: () =>
          isDue && kept
            ? {
                params,
                data: { times: kept.times.toArray(), signs: kept.signs.toArray() },
                last: [rates.branching.self, rates.branching.cross],
              }
            : undefined,
        accept: ([self = 0, cross = 0]) => {
          rates.branching = { self, cross };
        },
      },
    );
  },
});

function fitBranching({ data, last = [], params }: FitJob): FitModel | undefined {
  const { signs = new Float64Array(), times = new Float64Array() } = data;
  const [self = 0, cross = 0] = last;
  const found = likeliestBranching(
    { times, signs, beta: params['beta'] ?? 0 },
    { self, cross },
    params['max_branch'] ?? 0,
  );
  return found && [found.self, found.cross];
}
