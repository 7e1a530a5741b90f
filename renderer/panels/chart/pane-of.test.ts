import { expect, it } from 'vitest';
import { chosenIndicators } from './indicators.ts';
import { paneOf } from './pane-of.ts';

const added = (unit: string) => {
  const [indicator] = chosenIndicators([], [{ id: 'F1', title: 'One', unit, charting: 'bars', params: {} }]);
  if (indicator === undefined) throw new Error('an added formula is an indicator');
  return indicator;
};
const lineOf = (value: number) => [{ first: 0, values: Float64Array.of(1, value, Number.NaN) }];
const loaded = { columns: { close: Float64Array.of(90, 100) } } as Parameters<typeof paneOf>[2];

it.each([
  ['a price near the last close', 'quote/base', 104, 'price'],
  ['the range of a bar, which has the unit of a price', 'price', 2, 'own'],
  ['a number near the price that is none', 'index', 100, 'own'],
  ['a price that is not known yet', 'quote/base', Number.NaN, 'own'],
] as const)('%s is drawn in the right pane', (_what, unit, value, pane) => {
  const values = Number.isNaN(value) ? [{ first: 0, values: Float64Array.of(Number.NaN) }] : lineOf(value);
  expect(paneOf(added(unit), values, loaded)).toBe(pane);
});
