import { notNegative } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';
import type { ParentOrder } from '../step-contents.ts';
import { type Shortfall, ShortfallAccount, shortfallBps, shortfallOf } from './shortfall-account.ts';

const BPS = 10_000;
/** Weight of the newest of about 30 orders. */
const NEWEST = 2 / 31;

/**
 * What the order being worked costs against the price at its decision, in bps of its value then: what is
 * not filled counts as missed at the price of now. Above zero it cost, below it gained. Warm with a quote
 * and an order; that of a filled order stays until the next.
 */
export const implementationShortfall = defineFormula({
  id: 'F289',
  key: 'implementation-shortfall',
  title: 'Implementation shortfall decomposition',
  family: 'execution-cost',
  output: { unit: 'bp of decision value' },
  role: 'cost',
  source:
    "Perold, A. F., 'The implementation shortfall: Paper versus reality', Journal of Portfolio Management 14(3), 1988",
  catalogue: {
    inputs: ['external', 'trades'],
    params: {
      fee_bps: { unit: 'bp', meaning: 'explicit cost if not given per fill' },
    },
    definition: `
      Side s = +1 buy, -1 sell; decision price Pd (mid at the decision), arrival price Pa (mid when the
      order reaches the market), fills (q_i,p_i), X intended, Q = sum q_i, Pe mid at the end. In quote
      currency: delay = s*Q*(Pa-Pd); trading = s*sum q_i*(p_i-Pa); opportunity = s*(X-Q)*(Pe-Pd); fees =
      sum q_i*p_i*fee. IS = delay + trading + opportunity + fees; in bp of X*Pd.
    `,
    update: 'O(1) per fill.',
    signal: 'cost: EWMA (30 orders) of IS per strategy and venue is the cost input of ids 337 and 318.',
    range: 'real',
  },
  defaults: { fee_bps: 5 },
  input: 'step',
  reads: ['quote', 'parent-order', 'own-fill'],
  keepsOverGaps: true,
  readings: {
    /** Mean of the orders that have ended, the newest counting most; none before the first. */
    cost: COST,
    /** The parts of the value, see the shortfall account. */
    delay: { unit: 'bps' },
    trading: { unit: 'bps' },
    opportunity: { unit: 'bps' },
    fees: { unit: 'bps' },
  },
  warmUp: () => 2,

  start({ fee_bps: feeBps }) {
    notNegative('fee_bps', feeBps);
    let mid = NaN;
    let account: ShortfallAccount | undefined;
    let hasEnded = false;
    let cost: number | undefined;

    const end = (): void => {
      if (account === undefined || hasEnded) return;
      const ended = account.at(mid);
      const bps = shortfallBps(shortfallOf(ended), ended);
      hasEnded = true;
      if (Number.isFinite(bps)) cost = cost === undefined ? bps : cost + NEWEST * (bps - cost);
    };
    const onOrder = (order: ParentOrder): void => {
      if (account?.isOf(order) === true) return;
      end();
      account = new ShortfallAccount(order, mid);
      hasEnded = false;
    };
    const part = (name: keyof Shortfall) => () => {
      if (account === undefined) return undefined;
      const order = account.at(mid);
      return (shortfallOf(order)[name] / (order.sizeBase * order.decision)) * BPS;
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'quote' && step.quote.ask > step.quote.bid) {
          mid = (step.quote.bid + step.quote.ask) / 2;
        }
        if (step.kind === 'parent-order') onOrder(step.order);
        if (step.kind === 'own-fill') account?.fill(step.fill, feeBps);
        if (account === undefined || Number.isNaN(mid)) return undefined;
        if (account.isFilled) end();
        const order = account.at(mid);
        return shortfallBps(shortfallOf(order), order);
      },
      {
        cost: () => cost,
        delay: part('delay'),
        trading: part('trading'),
        opportunity: part('opportunity'),
        fees: part('fees'),
      },
    );
  },
});
