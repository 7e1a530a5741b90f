import type { Quote } from '../../domain/market/quote.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { HitRateSkill } from '../../numerics/hit-rate-skill.ts';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { IntervalFlow } from './interval-flow.ts';

const WARM_INTERVALS = 300;
/** A leader silent for more intervals than this leads no longer. */
const LONGEST_SILENCE = 3;

/**
 * Return of the mid over the next `step` seconds, in units of its usual size, foretold from the own
 * order-flow imbalance, that of the leader and the leader's return, by a regression that learns with every
 * interval and forgets with `lam`. The leader is bitcoin for every other coin and ether for bitcoin. An
 * interval is complete with the first quote after it, of either. Warm after 300 intervals; no value while
 * the leader has been silent for more than three.
 */
export const crossImpactOfi = defineFormula({
  id: 'F106',
  key: 'cross-impact-ofi',
  title: "Cross-impact of the leader's order flow",
  family: 'microstructure',
  output: { unit: 'scaled return' },
  role: 'direction',
  source:
    "Cont, R., Cucuringu, M. and Zhang, C., 'Cross-impact of order flow imbalance in equity markets', Quantitative Finance, 2023",
  catalogue: {
    inputs: ['book', 'external'],
    params: {
      step: { unit: 's', meaning: 'interval' },
      lam: { unit: '1', meaning: 'forgetting' },
      P0: { unit: '1', meaning: 'initial covariance' },
    },
    definition: `
      External: best quotes of the leader (BTC for other coins, ETH for BTC). Every \`step\` seconds: own
      OFI and leader OFI of the interval (formula 105 sums), each divided by its own mean depth and
      clipped to [-10,10]; u=mid return of the own symbol over the interval divided by its 0.999-EWMA root
      mean square. Recursive least squares (formulas of 53, forgetting lam) of u_k on x_{k-1}=(1, own
      OFI_{k-1}, leader OFI_{k-1}, leader u_{k-1}). Forecast f=w'x_k. Value f. Warm-up 300 intervals.
      Leader quiet for more than 3 intervals: null.
    `,
    update: 'O(1) per update, 4x4 recursion per interval.',
    signal: 'signal = tanh(3f); confidence = SKILL of sgn(f) against sgn(u_{k+1}) (ONLINE, one step).',
    range: '(-inf,inf)',
  },
  defaults: { step: 10, lam: 0.9995, P0: 10 },
  input: 'step',
  reads: ['quote', 'peer-quote'],
  readings: DIRECTION,
  // A quote of each before the first interval, one that ends each, and one beside it.
  warmUp: () => WARM_INTERVALS,
  warmUpMs: ({ step }) => (WARM_INTERVALS + 1) * step * 1000,

  start({ P0, lam, step }) {
    const grid = new GridPoints(positive('step', step) * 1000, WARM_INTERVALS);
    const model = new RecursiveLeastSquares(4, lam, P0);
    const skill = new HitRateSkill();
    const [own, leader] = [new IntervalFlow(), new IntervalFlow()];
    /** A one, both imbalances and the leader's return in the interval before. */
    const x = Float64Array.of(1, 0, 0, 0);
    let forecast = 0;
    let intervals = 0;
    let silent = Infinity;

    const endInterval = (): void => {
      const isKnown = own.isKnown && leader.isKnown;
      const move = own.takeMove();
      const ownFlow = own.takeFlow();
      const leaderFlow = leader.takeFlow();
      const leaderMove = leader.takeMove();
      silent += 1;
      if (!isKnown) return;
      if (intervals > 0) {
        if (move !== 0 && forecast !== 0) skill.push(Math.sign(forecast) === Math.sign(move));
        model.learn(x, move);
      }
      x[1] = ownFlow;
      x[2] = leaderFlow;
      x[3] = leaderMove;
      forecast = model.predict(x);
      intervals += 1;
    };

    const take = (flow: IntervalFlow, quote: Quote, time: number): void => {
      for (let i = grid.passed(time); i > 0; i -= 1) endInterval();
      if (quote.bid < quote.ask) flow.push(quote);
    };

    return withReadings(
      (input) => {
        if (input.kind === 'quote') take(own, input.quote, input.time);
        else if (input.kind === 'peer-quote' && input.quote.isLeader) {
          take(leader, input.quote.quote, input.time);
          silent = 0;
        }
        return intervals >= WARM_INTERVALS && silent <= LONGEST_SILENCE ? forecast : undefined;
      },
      { signal: () => Math.tanh(3 * forecast), confidence: () => skill.value },
    );
  },
});
