import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { EngineHost } from './engine-host.ts';
import type { FaultProfile } from './fault-profile.ts';
import type { WallClock } from './wall-clock.ts';

/** The engine looks at its clock so often for its own timers, and whether the machine has slept, in ms. */
const TICK_MS = 16;
const WATCH_MS = 1000;
/** A clock that jumped less is taken for one that goes a little wrong. */
const LEAST_JUMP_MS = 2000;

/** What sets the clock. */
export interface ClockSetter {
  readonly agenda: Agenda;
  readonly host: EngineHost;
  readonly wall: WallClock;
  readonly random: Random;
  readonly faults: () => FaultProfile;
}

/** Has the clock of the machine set now and then: by ms as often as by hours, forward as often as back. */
export function planClockSets(parts: ClockSetter): void {
  const { agenda, faults, random } = parts;
  const { clockSet } = faults();
  if (clockSet === 0) return;
  agenda.in(Math.ceil(random.exponential(60_000 / clockSet)), () => {
    setClock(parts);
    planClockSets(parts);
  });
}

function setClock({ agenda, faults, host, random, wall }: ClockSetter): void {
  const { clockSet, clockSetMs } = faults();
  if (clockSet === 0) return;
  const size = Math.round(Math.exp(random.uniform() * Math.log(clockSetMs)));
  const jumpMs = random.uniform() < 0.5 ? size : -size;
  wall.setBy(jumpMs);
  agenda.in(TICK_MS, () => host.tick());
  if (Math.abs(jumpMs) > LEAST_JUMP_MS)
    agenda.in(random.integer(WATCH_MS), () => {
      const because = `the clock jumped by ${jumpMs} ms`;
      host.tell({ kind: 'resynchronize', sleptMs: Math.max(0, jumpMs), because });
    });
}
