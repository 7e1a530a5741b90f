import { FEATURE_COUNT } from './market-features.ts';

/** What a learner makes of the shared features before it keeps them until their label is known. */
export interface LearnerInputs {
  readonly width: number;
  /** Writes `width` numbers. Called once a bar, so it may carry a state of its own from bar to bar. */
  write(features: Readonly<Float64Array>, target: Float64Array): void;
}

/** The features as they are. */
export const plainInputs: LearnerInputs = {
  width: FEATURE_COUNT,
  write: (features, target) => target.set(features),
};

/** The features and a constant 1 behind them. */
export const inputsWithBias: LearnerInputs = {
  width: FEATURE_COUNT + 1,
  write: (features, target) => {
    target.set(features);
    target[FEATURE_COUNT] = 1;
  },
};
