import { describe, expect, it } from 'vitest';
import { numbers } from '../contract-tests/case-values.ts';
import { readReferenceCases } from '../contract-tests/reference-vectors.ts';
import { TickRule } from './trade-sign.ts';

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const cases = (folder === undefined ? [] : readReferenceCases(folder)).filter(
  ({ method }) => method === 'tickRule',
);
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';

describe(`the tick rule on real trades${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('has reference signs', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  // How often it agrees with the venue is in the vectors too, but the sides it takes are not among their inputs.
  it.each(cases.map((each) => [each.id, each] as const))('gives every sign of %s', (_id, each) => {
    const rule = new TickRule();
    expect(numbers(each, 'price').map((price) => rule.push(price))).toEqual(each.expected['sign']);
  });
});
