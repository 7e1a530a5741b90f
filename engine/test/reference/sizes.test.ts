import { describe, expect, it } from 'vitest';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { number } from '../../formulas/contract-tests/case-values.ts';
import { readReferenceCases } from '../../formulas/contract-tests/reference-vectors.ts';
import { perpetual } from '../../risk/gates/situation.fixture.ts';
import { riskBudgetLots } from '../../risk/sizing/risk-budget.ts';
import { sizeRequest } from '../../risk/sizing/size-request.fixture.ts';
import { volatilityTarget } from '../../risk/sizing/volatility-target.ts';

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';
const cases = folder === undefined ? [] : readReferenceCases(folder);
const ofMethod = (method: string) =>
  cases.filter((each) => each.method === method).map((each) => [each.id, each] as const);
/** Ticks of one and lots of a ten-thousandth, free of fees, so that sizes are as fine as the numbers compared. */
const fine = {
  ...perpetual,
  tickSize: '1',
  tickValue: 1,
  lotSize: '0.0001',
  lotValue: 0.0001,
  moneyPerTickLot: moneyFromDecimal('0.0001'),
  takerFeePpm: 0,
};

describe(`sizes of independent implementations${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('exist for a fixed risk and for a target of volatility', () => {
    expect([ofMethod('fixedRisk').length, ofMethod('volTarget').length].every((count) => count > 0)).toBe(
      true,
    );
  });

  it.each(ofMethod('fixedRisk'))('are the same in whole lots: %s', (_id, given) => {
    const lots = riskBudgetLots({
      instrument: fine,
      equity: moneyFromDecimal(String(number(given, 'equity'))),
      entryTicks: number(given, 'entry'),
      stopTicks: number(given, 'stop'),
      riskPerTrade: number(given, 'riskPct'),
      allocation: 1000,
      factor: 1,
    });
    const { notional, qty } = given.expected as { readonly notional: number; readonly qty: number };
    expect(lots).toBe(Math.floor(qty / fine.lotValue + 1e-9));
    expect(notional).toBeCloseTo(qty * number(given, 'entry'), 9);
  });

  it.each(ofMethod('volTarget'))('are the same of a past with that volatility: %s', (_id, given) => {
    const count = 60;
    // Up and down by turns: the sample deviation is the size of a step times the root of n over n - 1.
    const step = (number(given, 'realisedVol') / Math.sqrt(365)) * Math.sqrt((count - 1) / count);
    const notional = volatilityTarget(
      sizeRequest({
        equityQuote: number(given, 'equity'),
        returns: Array.from({ length: count }, (_, day) => (day % 2 === 0 ? step : -step)),
        stepsPerDay: 1,
        settings: { volatilityTarget: 'as-described', yearlyVolatility: number(given, 'targetVol') },
      }),
    );
    expect(notional).toBeCloseTo((given.expected as { readonly notional: number }).notional, 6);
  });
});
