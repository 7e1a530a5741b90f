import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { type HitBoard, isOfAccount } from '../../risk/limits/hit-board.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { Moment, RiskDoor } from './risk-door.ts';

/** Does what follows from a reached limit, and takes it back when it is over. */
export class HitActions {
  /** The trading state is what a limit made it, and goes back when no limit holds it any more. */
  heldByLimit = false;
  readonly #rooms: KernelRooms;
  readonly #board: HitBoard;
  readonly #tell: (outcome: Outcome) => void;

  constructor(rooms: KernelRooms, board: HitBoard, tell: (outcome: Outcome) => void) {
    this.#rooms = rooms;
    this.#board = board;
    this.#tell = tell;
  }

  raise(hit: LimitHit, now: Moment, door: RiskDoor): void {
    if (!this.#board.add(hit)) return;
    this.#tell({ kind: 'limit-hit', hit });
    switch (hit.action) {
      case 'warn':
      case 'stop-strategies':
        return;
      case 'pause-symbol':
        if (hit.instrument !== undefined)
          door.cancelEntries(hit.code, now.time, { instrument: hit.instrument });
        return;
      case 'pause-strategy':
        for (const [runId, runner] of this.#rooms.runners)
          if (runner.strategy.id === hit.strategyId) door.cancelEntries(hit.code, now.time, { runId });
        return;
      case 'protect-only':
        door.cancelEntries(hit.code, now.time);
        if (now.tradingState === 'active') this.#hold(() => door.setTradingState('reduce-only', hit.code));
        return;
      case 'freeze':
        if (now.tradingState !== 'halted') this.#hold(() => door.setTradingState('halted', hit.code));
        return;
      case 'flatten':
        this.#hold(() => door.flatten(hit.code));
    }
  }

  end(hit: LimitHit, because: string, door: RiskDoor): void {
    this.#tell({ kind: 'limit-hit-ended', hit, because });
    if (!isOfAccount(hit) || !this.heldByLimit || this.#board.strictest()) return;
    // What a person has to look at is not let go by the clock.
    if (hit.action === 'protect-only') door.setTradingState('active', `${hit.code}: ${because}`);
    this.heldByLimit = false;
  }

  #hold(change: () => void): void {
    change();
    this.heldByLimit = true;
  }
}
