import { clip } from '../../numerics/clip.ts';
import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { ImpactCalibration } from './impact-calibration.ts';
import { optimalHoldings, trajectoryCost } from './optimal-trajectory.ts';
import { TrajectoryPlan } from './trajectory-plan.ts';
import { WorkedOrder } from './worked-order.ts';

/**
 * What should be left of an order at the end of the slice under way, in base units: the trajectory that
 * weighs the cost of haste against the risk of waiting, over `horizon` seconds. Falls to 0. Impacts of 0 are
 * estimated from the spread and the volume. Warm with 20 returns, a quote and an order.
 */
export const almgrenChrissSchedule = defineFormula({
  id: 'F285',
  key: 'almgren-chriss-schedule',
  title: 'Almgren-Chriss optimal liquidation schedule',
  family: 'execution-cost',
  output: { unit: 'base units', min: 0 },
  role: 'size',
  source:
    "Almgren, R. & Chriss, N., 'Optimal execution of portfolio transactions', Journal of Risk 3(2), 2000",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      horizon: { unit: 's', meaning: 'T' },
      slices: { unit: '1', meaning: 'n' },
      lam: { unit: '1/(quote currency)', meaning: 'risk aversion' },
      eta: {
        unit: 'price per (base/s)',
        meaning: 'temporary impact; 0 = calibrate as spread/2 per 1% of volume rate',
      },
      gam: { unit: 'price per base', meaning: 'permanent impact; 0 = 0.1*spread per 1% of daily volume' },
    },
    definition: `
      tau = T/n, eta~ = eta - gam*tau/2 (> 0), sigma in price per sqrt(second), kappa = arccosh(1 +
      tau^2/2 * lam*sigma^2/eta~)/tau. Holdings x_j = X*sinh(kappa*(T - j*tau))/sinh(kappa*T), j = 0..n;
      trade in slice j: n_j = x_{j-1} - x_j. kappa*T < 1e-6 -> linear (TWAP). Same formula for buying (X =
      quantity left to buy). Expected cost E = gam*X^2/2 + eps*sum|n_j| + (eta~/tau)*sum n_j^2; variance V
      = sigma^2*tau*sum_{j=1..n} x_j^2.
    `,
    update: `
      O(n) once per parent order, re-planned when the remaining quantity or sigma changes by more than
      20%.
    `,
    signal: 'size: gives child-order sizes.',
    range: 'monotone to 0',
  },
  defaults: { horizon: 3600, slices: 12, lam: 0.000001, eta: 0, gam: 0 },
  input: 'step',
  reads: ['bar', 'quote', 'parent-order'],
  keepsOverGaps: true,
  readings: {
    /** The size to send as a share of the whole order. */
    ...SIZE,
    /** What to send now. */
    child: { unit: 'base units', min: 0 },
    /** Expected cost of the rest, and the deviation of its price meanwhile. */
    cost: { unit: 'quote' },
    risk: { unit: 'quote', min: 0 },
  },
  warmUp: () => 23,

  start({ eta, gam, horizon, lam, slices }) {
    const calibration = new ImpactCalibration({ eta: notNegative('eta', eta), gam: notNegative('gam', gam) });
    const plan = new TrajectoryPlan({
      horizon: positive('horizon', horizon),
      slices: wholeNumber('slices', slices),
      lam: notNegative('lam', lam),
    });
    const order = new WorkedOrder();
    let target = 0;
    const child = () => clip(order.remaining - target, 0, order.remaining);
    const outlook = () => {
      const problem = plan.problem;
      return trajectoryCost(problem, optimalHoldings(problem), calibration.spread / 2);
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'parent-order' && order.told(step.order)) plan.drop();
        if (step.kind === 'bar') calibration.onBar(step.bar);
        if (step.kind === 'quote') calibration.onQuote(step.quote);
        if (!order.isKnown || !calibration.isReady) return undefined;
        target = plan.targetAt(order, step.time, calibration);
        return Number.isNaN(target) ? undefined : target;
      },
      {
        scale: () => order.shareOf(child()),
        child,
        cost: () => outlook().cost,
        risk: () => Math.sqrt(outlook().variance),
      },
    );
  },
});
