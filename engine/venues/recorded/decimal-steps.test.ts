import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFixed } from '../../domain/units/fixed.ts';
import { DecimalSteps } from './decimal-steps.ts';

describe('decimal text in steps', () => {
  it.each([
    ['0.01', '61737.63000000', 6_173_763],
    ['0.00001', '0.00200000', 200],
    ['0.1', '61800.2', 618_002],
    ['1', '42', 42],
    ['0.5', '1.5', 3],
    ['0.25', '0.75', 3],
    ['10', '120.00', 12],
    ['0.01', '0', 0],
    ['0.01', '90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('of %s in %s are %d', (step, text, expected) => {
    expect(new DecimalSteps(step).parse(text)).toBe(expected);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e3',
    ' 1',
    '1 ',
    '0x1',
    '1,5',
    'NaN',
    'Infinity',
    '1.2.3',
    '1.00000x',
    '１',
  ])('are none in %j, rounded or not', (text) => {
    const steps = new DecimalSteps('0.01');
    expect([steps.parse(text), steps.parseDown(text)]).toEqual([-1, -1]);
  });

  it.each([
    ['0.01', '1.005', 100],
    ['0.5', '1.9', 3],
    ['10', '129.9', 12],
    ['1', '0.999', 0],
  ])('of %s in %s, which is off the grid, are none, and %s rounded down', (step, text, down) => {
    const steps = new DecimalSteps(step);
    expect([steps.parse(text), steps.parseDown(text), steps.roundedCount]).toEqual([-1, down, 1]);
  });

  it('are none beyond 2^53', () => {
    expect(new DecimalSteps('0.01').parse('90071992547409.92')).toBe(-1);
    expect(new DecimalSteps('1').parse('9'.repeat(400))).toBe(-1);
  });

  it('equal exact integer arithmetic for any price', () => {
    const decimal = fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.stringMatching(/^\d{1,8}$/));
    fc.assert(
      fc.property(
        decimal,
        fc.constantFrom('0.1', '0.01', '0.001', '0.00000001', '0.05', '5'),
        ([units, fraction], step) => {
          const text = `${units}.${fraction}`;
          const [value, size] = [parseFixed(text, 8), parseFixed(step, 8)];
          const steps = new DecimalSteps(step);
          expect(steps.parseDown(text)).toBe(Number(value / size));
          expect(steps.parse(text)).toBe(value % size === 0n ? Number(value / size) : -1);
        },
      ),
    );
  });

  it.each(['0', '0.0', '-0.1', 'x', '1e-5', ''])('refuses %j as a step', (step) => {
    expect(() => new DecimalSteps(step)).toThrow(/a step must be a plain decimal above zero/);
  });
});
