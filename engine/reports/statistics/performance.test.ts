import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deepestFall, mean, profitFactor, sharpeRatio } from './performance.ts';

const REFERENCE = process.env['EDGEWRIGHT_REFERENCE'];

interface ReferenceCase {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, ReferenceInput>>;
  readonly params: { readonly periods?: number; readonly rf?: number };
  readonly expected: Readonly<Record<string, number | null>>;
  readonly tolerance: { readonly rtol: number; readonly atol: number };
}

type ReferenceInput =
  | readonly number[]
  | { readonly values: readonly number[] }
  | { readonly series: string; readonly column: string; readonly start?: number; readonly end?: number };

const read = (file: string): unknown => JSON.parse(readFileSync(join(REFERENCE ?? '', file), 'utf8'));

function casesOf(method: string, field: string): readonly ReferenceCase[] {
  const { cases } = read('performance.json') as { readonly cases: readonly ReferenceCase[] };
  return cases.filter((each) => each.method === method && each.expected[field] !== undefined);
}

function valuesOf(input: ReferenceInput | undefined): readonly number[] {
  if (input === undefined) return [];
  if (isPlain(input)) return input;
  if ('values' in input) return input.values;
  const { columns } = read(`series/${input.series}.json`) as {
    readonly columns: Record<string, readonly number[]>;
  };
  return (columns[input.column] ?? []).slice(input.start, input.end);
}

const isPlain = (input: ReferenceInput): input is readonly number[] => Array.isArray(input);

/** Cases where a field differs by more than its tolerance, or is defined on one side alone. */
function differing(
  cases: readonly ReferenceCase[],
  field: string,
  compute: (each: ReferenceCase) => number | undefined,
): readonly string[] {
  return cases.flatMap((each) => {
    const found = compute(each);
    const expected = each.expected[field] ?? undefined;
    const isSame =
      found === undefined || expected === undefined
        ? found === expected
        : Math.abs(found - expected) <= each.tolerance.atol + each.tolerance.rtol * Math.abs(expected);
    return isSame ? [] : [`${each.id}: expected ${expected}, found ${found}`];
  });
}

describe('performance', () => {
  it('has a mean only of something', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeUndefined();
  });

  it('has no Sharpe ratio of one return or of returns that do not vary', () => {
    expect(sharpeRatio([0.1], 365)).toBeUndefined();
    expect(sharpeRatio([0, 0, 0, 0], 365)).toBeUndefined();
    // Mean 2, sample deviation 1: 2 x sqrt(4).
    expect(sharpeRatio([1, 2, 3], 4)).toBe(4);
  });

  it('has no profit factor while nothing was lost', () => {
    expect(profitFactor([1, 2, 3])).toBeUndefined();
    expect(profitFactor([3, -2, 1])).toBe(2);
  });

  it('counts the start as a peak', () => {
    expect(deepestFall([-2, 1, -3])).toBe(4);
    expect(deepestFall([1, 1])).toBe(0);
    expect(deepestFall([])).toBe(0);
  });

  it.skipIf(!REFERENCE)('agrees with the reference vectors (folder in EDGEWRIGHT_REFERENCE)', () => {
    const [ratios, factors] = [casesOf('performance', 'sharpe'), casesOf('tradeMetrics', 'profitFactor')];
    const sharpeOf = ({ inputs, params }: ReferenceCase): number | undefined =>
      sharpeRatio(
        valuesOf(inputs['r']).map((value) => value - (params.rf ?? 0)),
        params.periods ?? 365,
      );
    expect(differing(ratios, 'sharpe', sharpeOf)).toEqual([]);
    expect(differing(factors, 'profitFactor', ({ inputs }) => profitFactor(valuesOf(inputs['pnl'])))).toEqual(
      [],
    );
    expect(Math.min(ratios.length, factors.length)).toBeGreaterThan(0);
  });
});
