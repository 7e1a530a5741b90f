import { clip } from '../../numerics/clip.ts';
import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { WorkedOrder } from './worked-order.ts';

/**
 * What to send now of an order that meets a book which refills at a rate of `rho` a second, in base units:
 * a block at once, a constant rate for `horizon` seconds, and an equal block at the end, less what was
 * filled. No value before any order; best quotes are its clock.
 */
export const obizhaevaWangExecution = defineFormula({
  id: 'F290',
  key: 'obizhaeva-wang-execution',
  title: 'Obizhaeva-Wang execution with book resilience',
  family: 'execution-cost',
  output: { unit: 'base units', min: 0 },
  role: 'size',
  source:
    "Obizhaeva, A. A. & Wang, J., 'Optimal trading strategy and supply/demand dynamics', Journal of Financial Markets 16(1), 2013",
  catalogue: {
    inputs: ['book'],
    params: {
      horizon: { unit: 's', meaning: 'T' },
      rho: {
        unit: '1/s',
        meaning:
          'resilience rate of the book; estimated as ln2 divided by the median time the spread-adjusted depth needs to recover half after a sweep',
      },
    },
    definition: `
      Block-shaped book with exponential resilience rho, no risk aversion: initial block x0 = X/(rho*T+2),
      equal final block xT = X/(rho*T+2), constant rate in between mu = rho*X/(rho*T+2) per second. rho =
      0 -> two half blocks; rho*T large -> TWAP.
    `,
    update: 'O(1) per order; re-plan on resilience update.',
    signal: 'size: block sizes and rate.',
    range: '[0,X]',
  },
  defaults: { horizon: 600, rho: 0.02 },
  input: 'step',
  reads: ['quote', 'parent-order'],
  keepsOverGaps: true,
  readings: {
    /** The size to send as a share of the whole order. */
    ...SIZE,
    /** Size of the block at either end. */
    block: { unit: 'base units', min: 0 },
    /** Size a second in between. */
    rate: { unit: 'base units per second', min: 0 },
  },
  warmUp: () => 1,

  start({ horizon, rho }) {
    positive('horizon', horizon);
    notNegative('rho', rho);
    const order = new WorkedOrder();
    let plan: BlockPlan = { block: 0, rate: 0 };
    let child = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'parent-order' && order.told(step.order)) {
          plan = blockPlan(order.size, horizon, rho);
        }
        if (!order.isKnown) return undefined;
        const elapsed = order.secondsAt(step.time);
        const target = elapsed >= horizon ? order.size : plan.block + plan.rate * elapsed;
        child = clip(target - order.filled, 0, order.remaining);
        return child;
      },
      { scale: () => order.shareOf(child), block: () => plan.block, rate: () => plan.rate },
    );
  },
});

/** Size of the block at either end, and the size a second in between. */
export interface BlockPlan {
  readonly block: number;
  readonly rate: number;
}

/** How an order of `size` is best spread over `horizon` seconds. */
export function blockPlan(size: number, horizon: number, rho: number): BlockPlan {
  const block = size / (rho * horizon + 2);
  return { block, rate: rho * block };
}
