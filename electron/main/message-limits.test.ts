import { describe, expect, it } from 'vitest';
import { measureMessage } from './message-limits.ts';

const limits = { bytes: 1000, depth: 3, items: 10 };
const codeOf = (message: unknown) => {
  const measured = measureMessage(message, limits);
  return measured.ok ? 'fine' : measured.code;
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) });

describe('the limits of a message (R-IPC-04)', () => {
  it('lets plain data through', () => {
    expect(codeOf({ text: 'a', number: 1.5, yes: true, none: null, absent: undefined, list: [1, [2]] })).toBe(
      'fine',
    );
  });

  it('counts text as UTF-8 bytes: 500 two-byte letters are 1000 bytes, one more letter is too many', () => {
    expect(codeOf('é'.repeat(500))).toBe('fine');
    expect(codeOf(`${'é'.repeat(500)}a`)).toBe('too-large');
  });

  it('counts the names of fields, so that a long name does not pass for nothing', () => {
    expect(codeOf({ ['k'.repeat(1001)]: 1 })).toBe('too-large');
  });

  it('allows as many levels as it says and not one more', () => {
    expect(codeOf(nested(3))).toBe('fine');
    expect(codeOf(nested(4))).toBe('too-large');
  });

  it('counts list items and fields together', () => {
    expect(codeOf(Array.from({ length: 10 }, () => 1))).toBe('fine');
    expect(codeOf(Array.from({ length: 11 }, () => 1))).toBe('too-large');
    expect(codeOf([[1, 2, 3, 4, 5], { a: 1, b: 2, c: 3, d: 4 }])).toBe('too-large');
  });

  it('does not walk a list whose length alone is too much', () => {
    const huge: unknown[] = [];
    huge.length = 4_294_967_295;
    expect(codeOf(huge)).toBe('too-large');
  });

  it('ends on a message that contains itself', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(codeOf(circle)).toBe('too-large');
  });

  it.each([
    ['a list with a hole', [1, , 3]], // oxlint-disable-line no-sparse-arrays -- the hole is the case
    ['a map', new Map([[1, 2]])],
    ['a set', new Set([1])],
    ['a date', new Date(0)],
    ['a regular expression', /a/],
    ['bytes', new Uint8Array(2)],
    ['a buffer', new ArrayBuffer(2)],
    ['an instance of a class', new (class Order {})()],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a big integer', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a symbol key', { [Symbol('s')]: 1 }],
    ['its own __proto__', JSON.parse('{"__proto__":{"admin":true}}')],
    ['a constructor', { constructor: { prototype: {} } }],
  ])('refuses %s as malformed', (_name, message) => {
    expect(codeOf({ message })).toBe('malformed');
  });

  it('lets an object without prototype through, as data made for safety', () => {
    expect(codeOf(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('fine');
  });
});
