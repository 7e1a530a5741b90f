import { lossOf } from './empirical-loss.ts';
import { historicalRisk } from './historical-value-at-risk.ts';

/** Bars the value at risk under test is taken from. */
const WINDOW = 500;

/**
 * Whether each bar lost more than the historical value at risk that was forecast before it, of the last
 * 500 bars at confidence `alpha`: 1 or 0, NaN while there was no forecast.
 */
export function varHits(alpha: number): (logReturn: number) => number {
  const risk = historicalRisk({ alpha, window: WINDOW });
  let forecast = NaN;
  return (logReturn) => {
    const hit = Number.isNaN(forecast) ? NaN : Number(lossOf(logReturn) > forecast);
    forecast = risk(logReturn);
    return hit;
  };
}

/** Returns before the first forecast. */
export const RETURNS_TO_FORECAST = 100;

/** `count * ln p`, 0 for none. */
export const logLikelihood = (count: number, p: number): number => (count === 0 ? 0 : count * Math.log(p));
