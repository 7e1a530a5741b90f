import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import type { AnyFormula, Formula, FormulaParams, MarketStep } from '../formula.ts';
import { allFormulas } from '../registry/all-formulas.generated.ts';
import { walkBars } from './catalogue-fixtures.ts';

type StepFormula = Formula<'step', FormulaParams>;

const LONGEST = 1100;
const AFTER = 12;
const MINUTE = 60_000;
const symbols = [11, 12, 13, 14].map((seed) => walkBars(seed, LONGEST + 2 * AFTER));

/** What some of the symbols did at a time. */
const peersAt = (t: number, names: readonly string[], chosen: readonly number[]): MarketStep => ({
  kind: 'peers',
  time: (t + 1) * MINUTE,
  peers: { symbols: names, bars: chosen.map((each) => symbols[each]?.[t] as Bar), leader: 1 },
});

const isRead = (formula: AnyFormula): boolean =>
  formula.reads?.includes('peers') === true &&
  formula.tellsSymbolsApart !== true &&
  formula.warmUp(formula.defaults) <= LONGEST;
const readers = allFormulas.filter((formula): formula is AnyFormula & StepFormula => isRead(formula));

describe('a formula on all followed symbols', () => {
  it.each(readers.map((formula) => [formula.key, formula] as const))(
    'says of other symbols than before what it says where it began with them: %s',
    (_key, formula) => {
      const run = formula.start(formula.defaults);
      const fresh = formula.start(formula.defaults);
      const change = formula.warmUp(formula.defaults) + AFTER;
      for (let t = 0; t < change; t += 1) run(peersAt(t, ['own', 'first', 'second'], [0, 1, 2]));
      for (let t = change; t < change + AFTER; t += 1) {
        const step = peersAt(t, ['own', 'other', 'second'], [0, 3, 2]);
        expect(run(step)).toBe(fresh(step));
      }
    },
  );
});
