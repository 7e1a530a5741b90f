import { describe, expect, it } from 'vitest';
import { EXCHANGE_KINDS, type ExchangeKind } from '../../test/sim/exchange/exchange-kinds.ts';
import { F1 } from '../../test/sim/fault-profile.ts';
import { SIMULATED_STRATEGIES } from '../../test/sim/random-trader.ts';
import { Simulation } from '../../test/sim/simulation.ts';
import { sumOfParts } from './split-drift.ts';
import { type LiveDrift, splitLive } from './split-live.ts';
import { UntoldStateError } from './untold-state.ts';

const KINDS = Object.keys(EXCHANGE_KINDS) as ExchangeKind[];
const SEEDS = [1, 2, 3, 4, 6];
/** Every life is a few of these long. */
const DAY_MS = 20_000;

/** The lives of an engine that died and found something at the venue, each beside its twin on paper. */
function livesOf(kind: ExchangeKind, seed: number): readonly (LiveDrift | string)[] {
  const simulation = new Simulation({ seed, kind, faults: F1, linked: true, hasFarLegs: seed % 2 === 0 });
  simulation.run();
  return simulation.host.lives.map(({ description, events }) => {
    const life = { description, events: () => events, catalog: SIMULATED_STRATEGIES };
    try {
      return splitLive(life, { dayMs: DAY_MS });
    } catch (error) {
      if (error instanceof UntoldStateError) return error.message;
      throw error;
    }
  });
}

describe.each(KINDS)('lives of an engine that dies again and again at a venue that is %s', (kind) => {
  it('are split to the last unit from whatever they begin with, or say why not', { timeout: 60_000 }, () => {
    const lives = SEEDS.flatMap((seed) => livesOf(kind, seed));
    const split = lives.filter((each) => typeof each !== 'string');
    for (const day of split.flatMap(({ days }) => days))
      expect(sumOfParts(day)).toBe(day.session - day.other);
    expect(split.filter(({ held }) => held.positions > 0).length).toBeGreaterThan(0);
    expect(split.filter(({ held }) => held.orders > 0).length).toBeGreaterThan(0);
    for (const each of lives.filter((life) => typeof life === 'string'))
      expect(each).toMatch(/cannot be run as paper at any moment: .* must /);
  });
});
