import { defineFormula } from '../formula.ts';
import { ImpactIntervals, neededIntervals } from './impact-intervals.ts';

const MILLION = 1e6;

/**
 * Standard error of Kyle’s lambda (same parameters, same intervals), right also when errors differ in
 * size and remember each other (Newey and West). Unit: bps per unit of quote notional, never negative;
 * lambda is worth believing from twice of it. No value while flow does not vary. Warm after `n` / 4
 * intervals.
 */
export const kyleLambdaError = defineFormula({
  id: 'I26',
  key: 'kyle-lambda-error',
  title: 'Standard error of Kyle lambda',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'bp per unit of quote notional', min: 0 },
  role: 'context',
  source:
    'Newey & West (1987), A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent covariance matrix, Econometrica 55(3)',
  defaults: { step: 10, n: 360 },
  // A step of the interval after the last one ends it.
  warmUp: ({ n }) => neededIntervals(n) + 2,
  warmUpMs: ({ step, n }) => (neededIntervals(n) + 1) * step * 1000,

  start({ step, n }) {
    const intervals = new ImpactIntervals(step, n);
    return (input) => {
      intervals.push(input);
      return intervals.fit && intervals.fit.slopeError / MILLION;
    };
  },
});
