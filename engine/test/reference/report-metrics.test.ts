import { describe, expect, it } from 'vitest';
import { number, numbers } from '../../formulas/contract-tests/case-values.ts';
import {
  differences,
  readReferenceCases,
  type ReferenceCase,
} from '../../formulas/contract-tests/reference-vectors.ts';
import { drawdownsOf, returnMetrics } from '../../reports/statistics/return-metrics.ts';
import { tradeMetrics } from '../../reports/statistics/trade-metrics.ts';

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';
const answers: Readonly<Record<string, (given: ReferenceCase) => unknown>> = {
  performance: (given) =>
    returnMetrics(numbers(given, 'r'), {
      periods: number(given, 'periods'),
      rf: Number(given.params['rf'] ?? 0),
      omegaThreshold: Number(given.params['omegaThreshold'] ?? 0),
    }),
  drawdownSeries: (given) => {
    const { drawdown, equity } = drawdownsOf(numbers(given, 'r'));
    return { equity: [...equity], drawdown: [...drawdown] };
  },
  tradeMetrics: (given) => tradeMetrics(numbers(given, 'pnl')),
};
const cases = (folder === undefined ? [] : readReferenceCases(folder)).filter(
  ({ method }) => method in answers,
);

describe(`the numbers of reports${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('have reference numbers of every kind', () => {
    expect(new Set(cases.map(({ method }) => method))).toEqual(new Set(Object.keys(answers)));
  });

  it.each(cases.map((each) => [each.id, each] as const))('agree in every field: %s', (_id, each) => {
    expect(differences(answers[each.method]?.(each), each)).toEqual([]);
  });
});
