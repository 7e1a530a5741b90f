import { clip } from '../../../numerics/clip.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import type { ClosedTrade } from '../../step-contents.ts';

const GATE_OF_OTHERS = 0.3;

/**
 * Mean reward of the closed trades of the strategy at place `strategy` of the running ones (0 is the first),
 * and more the less often it traded. No value and an open gate before its first trade with a stop. Which
 * strategies run is known from the reports of what they earned.
 */
export const ucb1Selector = defineFormula({
  id: 'F73',
  key: 'ucb1-selector',
  title: 'UCB1 strategy ranking',
  family: 'learning',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Auer, P., Cesa-Bianchi, N. and Fischer, P., 'Finite-time Analysis of the Multiarmed Bandit Problem', Machine Learning, 2002",
  catalogue: {
    inputs: ['external'],
    params: {
      c: { unit: '1', meaning: 'exploration constant' },
      lam: { unit: '1', meaning: 'forgetting, below 1 = discounted UCB' },
    },
    definition: `
      External: closed trades of each strategy i with reward X=clip(0.5+0.5*R/(2*risk),0,1), R = net
      return, risk = the stop distance of the trade as a fraction. n_i, S_i (both times lam at each trade
      of any strategy). n=sum n_i. Index U_i=S_i/n_i+sqrt(c*ln n/n_i); U_i=infinity if n_i=0. Value U.
    `,
    update: 'O(K) per closed trade.',
    signal: `
      filter: the strategies with the floor(K/2)+1 largest index get gate 1, the others 0.3; ties by lower
      strategy number.
    `,
    range: '(0,inf]',
  },
  defaults: { c: 2, lam: 1, strategy: 0 },
  input: 'step',
  reads: ['closed-trade', 'strategy-returns'],
  readings: FILTER,
  warmUp: () => 2,

  start({ c, lam, strategy }) {
    wholeNumber('strategy', strategy, 0);
    const records = new Map<string, ArmRecord>();
    let names: readonly string[] = [];

    const close = (trade: ClosedTrade): void => {
      const { netReturn, stopDistance = 0, strategy: name } = trade;
      // Without a stop nobody knows what was risked.
      if (!(stopDistance > 0)) return;
      for (const record of records.values()) {
        record.count *= lam;
        record.sum *= lam;
      }
      const record = records.get(name) ?? { count: 0, sum: 0 };
      record.count += 1;
      record.sum += clip(0.5 + (0.5 * netReturn) / (2 * stopDistance), 0, 1);
      records.set(name, record);
    };
    const indices = () =>
      upperBounds(
        names.map((name) => records.get(name) ?? { count: 0, sum: 0 }),
        c,
      );
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'closed-trade') close(input.trade);
      else if (input.kind === 'strategy-returns') names = [...input.strategies.names];
      return indices()[strategy];
    };
    return withReadings(step, { gate: () => gateOf(indices(), strategy) });
  },
});

/** How often an arm was chosen and what it earned in all; old trades may count less. */
export interface ArmRecord {
  count: number;
  sum: number;
}

/**
 * Mean reward of each arm plus how much better it may be; infinite where it was never tried.
 *
 * Source: Auer, Cesa-Bianchi & Fischer (2002), Finite-time Analysis of the Multiarmed Bandit Problem.
 */
export function upperBounds(records: readonly Readonly<ArmRecord>[], exploration: number): number[] {
  const all = Math.max(
    1,
    records.reduce((sum, { count }) => sum + count, 0),
  );
  return records.map(({ count, sum }) =>
    count > 0 ? sum / count + Math.sqrt((exploration * Math.log(all)) / count) : Infinity,
  );
}

/** 1 for the better half and one more, the lower place where two are equal. */
export function gateOf(indices: readonly number[], place: number): number {
  const own = indices[place] ?? -Infinity;
  const before = indices.filter((each, i) => each > own || (each === own && i < place)).length;
  return before < Math.floor(indices.length / 2) + 1 ? 1 : GATE_OF_OTHERS;
}
