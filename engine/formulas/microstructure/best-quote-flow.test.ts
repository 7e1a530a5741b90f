import { describe, expect, it } from 'vitest';
import { bestQuoteFlow } from './best-quote-flow.ts';

const at = (bid: number, bidSize: number, ask: number, askSize: number) => ({ bid, bidSize, ask, askSize });

describe('flow at the best quotes', () => {
  const resting = at(100, 5, 101, 5);

  it.each([
    ['the bid grows in place', at(100, 8, 101, 5), +3],
    ['the bid steps up', at(100.5, 2, 101, 5), +2],
    ['the bid steps down: its whole size is gone', at(99, 9, 101, 5), -5],
    ['the ask grows in place', at(100, 5, 101, 9), -4],
    ['the ask steps down: sellers come closer', at(100, 5, 100.5, 3), -3],
    ['the ask steps up: its whole size is gone', at(100, 5, 102, 1), +5],
    ['nothing changes', resting, 0],
  ])('when %s', (_what, after, expected) => {
    expect(bestQuoteFlow(resting, after)).toBe(expected);
  });
});
