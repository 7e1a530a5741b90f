import type { ExitPlan, HoldKind, MinimumHold } from '../../domain/risk/exit-plan.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An exit plan under the name it is chosen by. */
export interface NamedPlan {
  readonly id: string;
  readonly title: string;
  readonly plan: ExitPlan;
}

/** A stop that follows the gain, then a day at most, and half of it out at each of two targets. */
const FOLLOWED: ExitPlan = {
  trailing: { activation: 0.005, distance: 0.002 },
  longestMs: DAY_MS,
  targets: { gains: [0.01, 0.03], share: 0.5 },
};

/** Plans that come with the product. */
export const PRESET_PLANS: readonly NamedPlan[] = [
  {
    id: 'as-described',
    title: 'As described: trailing, break-even at the entry, two targets, one day',
    plan: { ...FOLLOWED, breakEven: { activation: 0.0025, level: 'entry' } },
  },
  {
    id: 'corrected',
    title: 'Corrected: the same, break-even after costs',
    plan: { ...FOLLOWED, breakEven: { activation: 0.0025, level: 'entry-with-cost' } },
  },
  {
    id: 'three-to-one',
    title: 'Three to one: stop 0.5 %, target 1.5 %',
    plan: { asymmetric: { stop: 0.005, target: 0.015 }, longestMs: DAY_MS },
  },
  {
    id: 'leung-li',
    title: 'Leung–Li: where a pulled-back price is best let go of',
    plan: { reversion: { window: 500, refit: 50, discount: 0.0001 }, longestMs: DAY_MS },
  },
];

/** Shortest times in a position by what a strategy trades on, in ms. */
export const HOLD_MS: Readonly<Record<HoldKind, number>> = {
  'mean-reversion': 30 * MINUTE_MS,
  regime: 120 * MINUTE_MS,
  microstructure: 5 * MINUTE_MS,
  event: 10 * MINUTE_MS,
};

/** A shortest hold under what it is chosen by. */
export interface NamedHold {
  readonly kind: HoldKind;
  readonly preset: 'as-described' | 'corrected';
  readonly hold: MinimumHold;
}

/** The hold of a kind; corrected it never keeps an exit that protects from closing. */
export const holdOf = (kind: HoldKind, preset: 'as-described' | 'corrected'): MinimumHold => ({
  ms: HOLD_MS[kind],
  blocksProtection: preset === 'as-described',
});

/** Holds that come with the product: each kind corrected, then as described. */
export const PRESET_HOLDS: readonly NamedHold[] = (Object.keys(HOLD_MS) as HoldKind[]).flatMap((kind) =>
  (['corrected', 'as-described'] as const).map((preset) => ({ kind, preset, hold: holdOf(kind, preset) })),
);
