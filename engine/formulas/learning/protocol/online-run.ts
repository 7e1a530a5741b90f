import { HitRateSkill } from '../../../numerics/hit-rate-skill.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { withCompanions } from '../../companions.ts';
import type { MarketStep } from '../../formula.ts';
import { type ReadingFunction, withReadings } from '../../readings.ts';
import type { Label } from './labels.ts';
import { type LearnerInputs, plainInputs } from './learner-inputs.ts';
import { FEATURE_WARM_UP, MarketFeatures } from './market-features.ts';
import type { OutputMap } from './output-map.ts';
import { type MomentShape, PendingMoments } from './pending-moments.ts';

/** Learns from one sample after another. Inputs are valid during the call only. */
export interface OnlineLearner {
  /** Takes in the inputs of an earlier bar and its label, which has just become known. */
  learn(inputs: Readonly<Float64Array>, label: number): void;
  /** The value for the inputs of now; undefined where it has seen too little. */
  predict(inputs: Readonly<Float64Array>): number | undefined;
}

/** How an online learner is run. */
export interface OnlineSetting {
  /** Bars until a label is known. */
  readonly H: number;
  readonly label: Label;
  readonly output: OutputMap;
  /** Bars without a value after the first label; none when left out. */
  readonly quietBars?: number;
  /** The shared features when left out. */
  readonly inputs?: LearnerInputs;
  /** Further readings, or others in the place of signal and confidence. `skill` is 0 to 1. */
  readonly further?: (skill: () => number) => Readonly<Record<string, ReadingFunction>>;
}

/** Bars before the first value of a learner that answers at once after its quiet bars. */
export const onlineWarmUp = (H: number, quietBars = 0): number => FEATURE_WARM_UP + H + quietBars;

/**
 * Runs a learner bar by bar (`ONLINE(H)` of the catalogue): first it learns from the inputs of H bars ago,
 * whose label is known now, then it forecasts from those of now. Its skill is how often the sign of what it
 * forecast at the time was right; a label of exactly 0 has no sign and does not count.
 */
export function startOnline(
  learner: OnlineLearner,
  { H, further, inputs = plainInputs, label, output, quietBars = 0 }: OnlineSetting,
) {
  let features = new MarketFeatures();
  const shape: MomentShape = { horizon: H, inputs, label };
  let pending = new PendingMoments(shape);
  const signs = new RecentValues(H + 1);
  const hits = new HitRateSkill();
  let barsLeft = onlineWarmUp(H, quietBars);
  let value: number | undefined;

  const learn = (known: number): void => {
    learner.learn(pending.inputs, known);
    const sign = signs.at(H);
    if (known !== 0 && !Number.isNaN(sign)) hits.push(sign === Math.sign(known));
  };
  const closeBar = (): number | undefined => {
    barsLeft -= 1;
    if (!features.isWarm) return undefined;
    pending.push(features);
    const { label: outcome } = pending;
    // The sign of now has its place in time before the older one is compared.
    signs.push(NaN);
    if (!Number.isNaN(outcome)) learn(outcome);
    const forecast = learner.predict(pending.now);
    if (forecast === undefined || !Number.isFinite(forecast)) return undefined;
    signs.replaceNewest(Math.sign(output.signal(forecast)));
    return barsLeft <= 0 ? forecast : undefined;
  };
  const step = (input: MarketStep): number | undefined => {
    if (input.kind === 'book') features.pushBook(input.book);
    if (input.kind !== 'bar') return value;
    features.pushBar(input.bar);
    return (value = closeBar());
  };
  const skill = () => hits.value;
  const joined = withCompanions(step, (companions) => {
    features = MarketFeatures.of(companions);
    pending = PendingMoments.of(companions, shape);
  });
  return withReadings(joined, {
    signal: () => output.signal(value ?? 0),
    confidence: () => skill() * output.strength(value ?? 0),
    ...further?.(skill),
  });
}
