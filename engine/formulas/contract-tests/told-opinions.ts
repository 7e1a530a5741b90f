import { Mulberry32 } from '../../numerics/mulberry32.ts';
import type { MarketStep } from '../formula.ts';
import type { Opinions, VoteOutcome } from '../step-contents.ts';
import { barSteps, decidedBars } from './decided-bars.ts';
import { quote } from './sample-inputs.ts';

/** What one formula says: its number, its signal and how sure it is of it. */
export type ToldOpinion = readonly [id: number, signal: number, confidence?: number];

/** Opinions of formulas that all have a value, by number. */
export const opinionsOf = (...told: readonly ToldOpinion[]): Opinions => ({
  ids: told.map(([id]) => id),
  signals: Float64Array.from(told, ([, signal]) => signal),
  confidences: Float64Array.from(told, ([, , confidence = 1]) => confidence),
  values: Float64Array.from(told, ([, signal]) => signal),
  isReady: new Uint8Array(told.length).fill(1),
});

export const opinionStep = (time: number, ...told: readonly ToldOpinion[]): MarketStep => ({
  kind: 'opinions',
  time,
  opinions: opinionsOf(...told),
});

export const voteStep = (time: number, signal: number, more: Partial<VoteOutcome> = {}): MarketStep => ({
  kind: 'vote',
  time,
  vote: {
    winner: signal > 0 ? 1 : signal < 0 ? -1 : 0,
    signal,
    confidence: 0.5,
    probabilityUp: 0.5 + signal / 4,
    ...more,
  },
});

export const quoteStepAt = (time: number, bid: number, ask: number): MarketStep => ({
  kind: 'quote',
  time,
  quote: quote(time, bid, 1, ask, 1),
});

/** What of a market is told with each of its minutes, in this order. */
export interface ToldKinds {
  readonly bar?: boolean;
  readonly quote?: boolean;
  readonly opinions?: boolean;
  readonly vote?: boolean;
}

/**
 * Minutes of a market with formulas of these numbers, each of which sees the next move a little: it says its
 * direction in 55 of 100 cases and the opposite otherwise, with a signal and a sureness that vary.
 */
export function opinionSteps(
  seed: number,
  count: number,
  { ids = [31, 131, 191, 227, 309], ...kinds }: ToldKinds & { readonly ids?: readonly number[] },
): MarketStep[] {
  const random = new Mulberry32(seed);
  const minutes = barSteps(decidedBars(seed, count + 1));
  return minutes.slice(0, count).flatMap((step, i) => {
    const [now, later] = [step, minutes[i + 1]].map((each) => (each?.kind === 'bar' ? each.bar.close : 100));
    const rises = (later ?? 0) > (now ?? 0) ? 1 : -1;
    const told = ids.map((id): ToldOpinion => {
      const side = random.uniform() < 0.55 ? rises : -rises;
      return [id, side * (0.1 + 0.8 * random.uniform()), 0.2 + 0.7 * random.uniform()];
    });
    const signal = told.reduce((sum, [, each]) => sum + each, 0) / ids.length;
    return [
      ...(kinds.bar ? [step] : []),
      ...(kinds.quote ? [quoteStepAt(step.time, (now ?? 0) * 0.9999, (now ?? 0) * 1.0001)] : []),
      ...(kinds.opinions ? [opinionStep(step.time, ...told)] : []),
      ...(kinds.vote ? [voteStep(step.time, signal)] : []),
    ];
  });
}
