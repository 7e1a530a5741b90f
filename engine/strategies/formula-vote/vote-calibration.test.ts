import { describe, expect, it } from 'vitest';
import { assumedWinProbability, VoteCalibration } from './vote-calibration.ts';

/** Scores and outcomes of the catalogue's check of formula 399. */
const SCORES = [0.1, 0.3, 0.5, 0.2, 0.8, 0.6, 0.9, 0.4];
const WON = [0, 0, 1, 0, 1, 0, 1, 1];
const gainOf = (won: number | undefined) => (won === 1 ? 60 : -60);

const told = (count = SCORES.length) => {
  const calibration = new VoteCalibration({ window: 8, refit: 25, fewest: 8 });
  for (const [i, score] of SCORES.slice(0, count).entries()) calibration.push(score, gainOf(WON[i]));
  return calibration;
};

describe('the calibration of votes', () => {
  it('has the line of the catalogue check of formula 399', () => {
    expect(told().probability(0.5)).toBeCloseTo(0.528716085145, 7);
    expect(told().memory()?.line?.slope).toBeCloseTo(-3.87077564003, 6);
    expect(told().memory()?.line?.offset).toBeCloseTo(1.82039693731, 6);
  });

  it('has no line before there are enough outcomes: one half and a tenth of the conviction stand for it', () => {
    expect(told(7).probability(0.5)).toBeUndefined();
    expect(assumedWinProbability(0.5)).toBe(0.55);
  });

  it('says what votes were worth: four of eight won, an error of sqrt(8 x 3600 / 7 / 8)', () => {
    expect(told().worth).toEqual({ count: 8, wins: 4, meanBps: 0, errorBps: Math.sqrt(3600 / 7) });
  });

  it('forgets what is older than its window, and fits again when it is due', () => {
    const calibration = told();
    for (let i = 0; i < 24; i += 1) calibration.push(0.5, 60);
    expect(calibration.worth).toMatchObject({ count: 8, wins: 8 });
    expect(calibration.probability(0.5)).toBeCloseTo(0.528716085145, 7);
    calibration.push(0.5, 60);
    // Eight wins of eight count as nine of ten.
    expect(calibration.probability(0.5)).toBeCloseTo(0.9, 6);
  });

  it('writes the same memory until another outcome comes, and goes on from it the same', () => {
    const one = told();
    expect(one.memory()).toBe(one.memory());
    const other = new VoteCalibration({ window: 8, refit: 25, fewest: 8 }, one.memory());
    for (let i = 0; i < 30; i += 1) for (const each of [one, other]) each.push(0.1 * (i % 7), gainOf(i % 3));
    expect(other.memory()).toEqual(one.memory());
  });
});
