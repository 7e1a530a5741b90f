import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utcDay, utcMoment, utcText } from './utc-text.ts';

// oxlint-disable-next-line no-restricted-globals -- the calendar of the runtime is the independent source here
const [epoch, farFuture] = [new Date(0), new Date(86_400_000_000_000)];

describe('UTC text', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [951_782_399_999, '2000-02-28T23:59:59.999Z'],
    [951_782_400_000, '2000-02-29T00:00:00.000Z'],
    [1_709_251_199_000, '2024-02-29T23:59:59.000Z'],
    [4_107_542_400_000, '2100-03-01T00:00:00.000Z'],
  ])('writes %d as %s', (time, text) => {
    expect(utcText(time)).toBe(text);
  });

  it('agrees with the calendar of the runtime everywhere', () => {
    fc.assert(
      fc.property(fc.date({ min: epoch, max: farFuture, noInvalidDate: true }), (date) => {
        expect(utcText(date.getTime())).toBe(date.toISOString());
      }),
    );
  });

  it('shortens to a day and to a moment', () => {
    expect(utcDay(1_709_251_199_000)).toBe('2024-02-29');
    expect(utcMoment(1_709_251_199_000)).toBe('2024-02-29 23:59:59');
  });
});
