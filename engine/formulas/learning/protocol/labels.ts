import { clip } from '../../../numerics/clip.ts';

/**
 * What a learner is to forecast: says of a log move over `horizon` bars, with the volatility of one bar at
 * its beginning, which label it has. NaN where the sample is left out.
 */
export type Label = (move: number, volatility: number, horizon: number) => number;

const SMALL_MOVE = 0.25;
const LARGEST = 5;

/** Rose (1) or fell (-1); moves within a quarter of the usual size are left out (`LABC`). */
export const risenOrFallen: Label = (move, volatility, horizon) =>
  Math.abs(move) > smallMove(volatility, horizon) ? Math.sign(move) : NaN;

/** Rose (1), fell (-1), or neither (0), where nothing is left out. */
export const risenFallenOrFlat: Label = (move, volatility, horizon) =>
  Math.abs(move) > smallMove(volatility, horizon) ? Math.sign(move) : 0;

/** The move in units of its usual size, from -5 to 5 (`LABR`). */
export const scaledMove: Label = (move, volatility, horizon) =>
  clip(move / (volatility * Math.sqrt(horizon)), -LARGEST, LARGEST);

const smallMove = (volatility: number, horizon: number): number =>
  SMALL_MOVE * volatility * Math.sqrt(horizon);
