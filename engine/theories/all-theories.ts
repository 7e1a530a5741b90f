import { autocorrelationTheory } from './autocorrelation.ts';
import { contextTheory } from './context.ts';
import { entropyTheory } from './entropy.ts';
import { forestTheory } from './forest.ts';
import { hurstTheory } from './hurst.ts';
import { kalmanTheory } from './kalman.ts';
import { monteCarloTheory } from './monte-carlo.ts';
import { regimeTheory } from './regime.ts';
import { stationarityTheory } from './stationarity.ts';
import type { Theory } from './theory.ts';
import { varianceTheory } from './variance.ts';
import { winRateTheory } from './win-rate.ts';

/** The eleven theories, in the order in which they are shown. */
export const allTheories: readonly Theory[] = [
  entropyTheory,
  hurstTheory,
  regimeTheory,
  kalmanTheory,
  winRateTheory,
  monteCarloTheory,
  forestTheory,
  autocorrelationTheory,
  stationarityTheory,
  varianceTheory,
  contextTheory,
];
