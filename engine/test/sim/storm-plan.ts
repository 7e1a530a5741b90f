import type { Random } from '../../numerics/random.ts';
import type { FaultProfile } from './fault-profile.ts';
import { F0 } from './fault-profile.ts';

/** How long a storm lasts, in ms. */
export const STORM_MS = 300_000;

/** Five minutes in which the exchange turns requests away, the stream breaks or the engine dies, over and over. */
export interface StormPlan {
  readonly name: 'spells' | 'closed' | 'flapping' | 'dying';
  readonly faults: FaultProfile;
  /** When the exchange turns everything away, from and to in ms of the storm. */
  readonly spells: readonly (readonly [from: number, to: number])[];
  /** The exchange says how long to stay away. */
  readonly namesWait: boolean;
  /** In the middle of these spells a person has everything closed. */
  readonly flattensIn: readonly number[];
}

const SHORTEST_SPELL_MS = 3000;
const LONGEST_SPELL_MS = 30_000;
const SHORTEST_OPEN_MS = 2000;
const LONGEST_OPEN_MS = 20_000;
/** Long enough to be armed and to hold something. */
const BEGINS_MS = 15_000;

const BREAKS_A_MINUTE = 20;
const DEATHS_A_STEP = 0.02;

/** A storm drawn from the seed. */
export function drawnStorm(name: StormPlan['name'], random: Random): StormPlan {
  const namesWait = name !== 'closed' && random.uniform() < 0.7;
  const faults = { ...F0, ...FAULTS[name] };
  if (name === 'closed') return { name, faults, namesWait, spells: [[BEGINS_MS, STORM_MS]], flattensIn: [] };
  const spells: [number, number][] = [];
  for (let at = BEGINS_MS; at < STORM_MS;) {
    const to = Math.min(STORM_MS, at + SHORTEST_SPELL_MS + random.integer(LONGEST_SPELL_MS));
    spells.push([at, to]);
    at = to + SHORTEST_OPEN_MS + random.integer(LONGEST_OPEN_MS);
  }
  const flattensIn =
    name === 'spells' ? spells.map((_spell, index) => index).filter((index) => index % 3 === 1) : [];
  return { name, faults, namesWait, spells, flattensIn };
}

const FAULTS: Readonly<Record<StormPlan['name'], Partial<FaultProfile>>> = {
  spells: {},
  closed: {},
  flapping: { streamBreaks: BREAKS_A_MINUTE },
  dying: { crash: DEATHS_A_STEP },
};
