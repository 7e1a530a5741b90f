import type { Random } from '../../numerics/random.ts';
import { NO_PUSH_FAULTS } from '../../venues/loopback/fault-plan.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { LoopbackVenue } from '../../venues/loopback/loopback-options.ts';

const SPELL_MS = 3000;
const STALL_MS = 8000;
const SHORTEST_PEACE_MS = 15_000;
const LONGEST_PEACE_MS = 60_000;

/** Ways in which a venue fails, each for a while or once. */
const FAULTS: Readonly<Record<string, (venue: LoopbackVenue, clock: Clock) => void>> = {
  'broken pushes': ({ faults }, clock) => {
    faults.push = { drop: 0.05, duplicate: 0.05, reorder: 0.05, delay: 0.05, delayMs: 300 };
    clock.after(SPELL_MS, () => (faults.push = NO_PUSH_FAULTS));
  },
  'lost book update': ({ faults }) => faults.dropNext('orderbook'),
  'reset sockets': (venue) => venue.resetSockets(),
  'half-open sockets': (venue) => venue.halfOpenSockets(),
  stall: (venue, clock) => {
    venue.stall(true);
    clock.after(STALL_MS, () => venue.stall(false));
  },
  'broken answers': ({ faults }) =>
    faults.failNextRequests(
      { kind: 'html' },
      { kind: 'cut' },
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429, retryAfterS: 2 },
    ),
};

/** Has something go wrong at the venue again and again, drawn from a seed; counts what did. */
export function keepFailing(
  venue: LoopbackVenue,
  clock: Clock,
  random: Random,
): Readonly<Record<string, number>> {
  const names = Object.keys(FAULTS);
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  const next = (): void => {
    const name = names[random.integer(names.length)] as string;
    FAULTS[name]?.(venue, clock);
    counts[name] = (counts[name] ?? 0) + 1;
    wait();
  };
  const wait = (): void => {
    const peaceMs = SHORTEST_PEACE_MS + random.uniform() * (LONGEST_PEACE_MS - SHORTEST_PEACE_MS);
    clock.after(peaceMs, next);
  };
  wait();
  return counts;
}
