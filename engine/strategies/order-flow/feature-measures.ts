import type { Measure } from '../strategy.ts';
import { COMPONENTS, DESCRIPTIONS, type FlowFeatures, SHOWN } from './components.ts';

/** Every measure of the moment with its unit; no values before the first look. */
export const featureMeasures = (features: FlowFeatures | undefined): Measure[] =>
  [...COMPONENTS, ...SHOWN].map((feature) => ({ ...DESCRIPTIONS[feature], value: features?.[feature] }));
