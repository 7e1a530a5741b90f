import { change, type KnownBug, linkedBug } from './known-bug.ts';

const PAIRS = 'execution/live/live-pairs.ts';
const TARGETS = 'execution/live/live-targets.ts';
const RESTING = 'execution/live/resting-exits.ts';

/** What the simulation must find where brackets and pairs are sent, too. */
export const LINKED_BUGS: readonly KnownBug[] = [
  linkedBug(
    'the other leg of a pair leaves as soon as the first was asked back',
    6,
    change(
      PAIRS,
      'if (pair.isSetOff) this.#door.cancel(id, OTHER_LEG);',
      'if (pair.isSetOff) {\n        this.#door.cancel(id, OTHER_LEG);\n        return this.#sendOther(pair, record.order);\n      }',
    ),
  ),
  linkedBug(
    'the other leg of a pair leaves for all of the lots',
    2,
    change(PAIRS, 'lots(first.lots - first.filledLots)', 'first.lots'),
  ),
  linkedBug(
    'the other leg leaves before the venue has said what was filled of the first',
    82,
    change(PAIRS, 'if (!this.#isCertain(pair, record)) return true;', ''),
  ),
  linkedBug(
    'pairs are forgotten over a restart',
    101,
    change('execution/live/linked-orders.ts', 'this.#pairs.restore(pairs);', ''),
  ),
  linkedBug(
    'exits that rest stay where less is held',
    8,
    change(RESTING, 'if (excess <= 0) return;', 'return;'),
    change(TARGETS, 'this.#takeBack(bracket, standing - open);', ''),
  ),
  linkedBug(
    'a target nobody knows of is taken for none',
    4,
    change(
      TARGETS,
      'order && !isClosed(order.status) ? [order] : []',
      "order?.status === 'working' ? [order] : []",
    ),
    change('execution/live/exit-room.ts', '(waits || !isRestingExit(order))', '!isRestingExit(order)'),
  ),
  linkedBug(
    'an exit plan moves stops away from the market, too',
    8,
    change(
      'runtime/risk/stop-mover.ts',
      'filter((stop) => isTighter(stop, at, stop.trigger))',
      'filter((stop) => at !== stop.trigger)',
    ),
  ),
  {
    name: 'a leg that was reached while nobody was there is not asked for',
    foundAt: 86,
    shownBy: { linked: true, hasFarLegs: true },
    changes: [change('execution/live/missed-prices.ts', 'pair.missedFrom ??= pair.watchedAt;', '')],
  },
];
