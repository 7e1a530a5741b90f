import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrozenCopies, frozenCopy } from './frozen-copy.ts';

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('a', 'b', null, undefined, 7n, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const isFrozenThroughout = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout));

describe('a frozen copy', () => {
  it('says what the data says, whatever the copy before said, and nothing in it can change', () => {
    fc.assert(
      fc.property(plain, plain, (first, second) => {
        const earlier = frozenCopy(first);
        const copy = frozenCopy(second, earlier);
        expect(copy).toStrictEqual(second);
        expect(isFrozenThroughout(copy)).toBe(true);
        expect(frozenCopy(structuredClone(second), copy)).toBe(copy);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a field without a value for none of another name', () => {
    const earlier = frozenCopy({ b: 1, c: 5 });
    expect(frozenCopy({ a: undefined, b: 1 }, earlier)).toStrictEqual({ a: undefined, b: 1 });
  });

  it('is not touched by what becomes of the data', () => {
    const record = { order: { id: 'a', filledLots: 0 }, refusals: [1] };
    const copy = frozenCopy(record);
    record.order.filledLots = 5;
    record.refusals.push(2);
    expect(copy).toEqual({ order: { id: 'a', filledLots: 0 }, refusals: [1] });
  });

  it('has the parts of the copy before that did not change', () => {
    const record = { order: { id: 'a' }, cancel: { refusals: 0 } };
    const earlier = frozenCopy(record);
    record.cancel.refusals = 1;
    const copy = frozenCopy(record, earlier);
    expect(copy.order).toBe(earlier.order);
    expect(copy.cancel).toEqual({ refusals: 1 });
    expect(earlier.cancel).toEqual({ refusals: 0 });
  });
});

describe('frozen copies of records that change in place', () => {
  it('are the same for as long as nothing changes, one for each record', () => {
    const copies = new FrozenCopies<{ filledLots: number }>();
    const [first, second] = [{ filledLots: 0 }, { filledLots: 0 }];
    const told = copies.of(first);
    expect(copies.of(first)).toBe(told);
    expect(copies.of(second)).not.toBe(told);
    first.filledLots = 2;
    expect(copies.of(first)).toEqual({ filledLots: 2 });
    expect(told).toEqual({ filledLots: 0 });
  });
});
