import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { book, bookAt, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { LevelFlows } from './level-flows.ts';
import { multiLevelOrderFlowImbalance } from './multi-level-order-flow-imbalance.ts';

const books = [
  book([10, 5, 9, 4], [11, 3, 12, 6]),
  // Best bid +2; second ask -4.
  book([10, 7, 9, 4], [11, 3, 12, 2]),
  // A new best bid of 1 and so a new second bid of 7; best ask +2.
  book([10.5, 1, 10, 7], [11, 5, 12, 2]),
  // Bids step back: -1 and -7. Asks step up: both old sizes are gone, +5 and +2.
  book([10, 7, 9, 3], [12, 2, 13, 9]),
];

describe('flow at each level', () => {
  it('matches levels by rank', () => {
    const levels = new LevelFlows(2);
    const flows = books.map(({ bids, asks }) => (levels.push(bids, asks) ? [...levels.flows] : undefined));
    expect(flows).toEqual([undefined, [2, 4], [1 - 2, 7], [-1 + 5, -7 + 2]]);
  });

  it('counts a level that is no longer there as withdrawn, and one that appears as added', () => {
    const levels = new LevelFlows(2);
    levels.push([10, 5, 9, 4], [11, 3, 12, 6]);
    levels.push([10, 5], [11, 3]);
    expect([...levels.flows]).toEqual([0, -4 + 6]);
    levels.push([10, 5, 9, 1], [11, 3, 12, 2]);
    expect([...levels.flows]).toEqual([0, 1 - 2]);
    levels.push([10, 5, 9, 1], [11, 3, 12, 2]);
    expect([...levels.flows]).toEqual([0, 0]);
  });
});

describe('multi-level order-flow imbalance', () => {
  it('adds the flow of its levels and divides by the mean depth of one', () => {
    const run = multiLevelOrderFlowImbalance.start({ levels: 2, windowSec: 10, depthSec: 60 });
    const at = (time: number, place: number) => run({ ...(books[place] ?? book([], [])), time });
    expect(at(0, 0)).toBeUndefined();
    // Flows 2 + 4; the first book stood alone: 9 bid and 9 asked over two levels are 4.5 a level.
    expect(at(5000, 1)).toBeCloseTo(6 / 4.5, 12);
    // At 15 s only the last flow, -1 + 7, is younger than 10 s; 4.5 stood 5 s and (11 + 5) / 4 stood 10 s.
    expect(at(15_000, 2)).toBeCloseTo(6 / ((4.5 * 5 + 4 * 10) / 15), 12);
  });

  it('is 0 where nothing rests', () => {
    const run = multiLevelOrderFlowImbalance.start({ levels: 1, windowSec: 10, depthSec: 60 });
    run(bookAt(0, [100, 0], [101, 0]));
    expect(run(bookAt(1000, [100, 0], [101, 0]))).toBe(0);
  });

  it.each([
    [{ levels: 0, windowSec: 1, depthSec: 1 }, 'levels must be a whole number of at least 1, was 0'],
    [{ levels: 1, windowSec: 0, depthSec: 1 }, 'a time window must be above 0 ms, was 0'],
  ])('refuses %o', (params, message) => {
    expect(() => multiLevelOrderFlowImbalance.start(params)).toThrow(message);
  });
});

describeFormulaContract(
  multiLevelOrderFlowImbalance,
  { levels: 3, windowSec: 5, depthSec: 60 },
  wanderingBooks(60, 500),
);
