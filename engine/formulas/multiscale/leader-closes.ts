import type { MarketStep } from '../formula.ts';

/** Closes of the own symbol and of the leader at the times at which both have a bar. */
export class LeaderCloses {
  #leaderSymbol = '';
  #own = NaN;
  #leader = NaN;
  #ownReturn = NaN;
  #leaderReturn = NaN;

  get own(): number {
    return this.#own;
  }

  get leader(): number {
    return this.#leader;
  }

  /** Log return of the own symbol since the last time at which both had a bar; NaN at the first. */
  get ownReturn(): number {
    return this.#ownReturn;
  }

  /** The same of the leader. */
  get leaderReturn(): number {
    return this.#leaderReturn;
  }

  /** Whether the step brings a bar of both. After a change of leader there are no returns at first. */
  push(step: MarketStep): boolean {
    if (step.kind !== 'peers' || step.peers.leader < 1) return false;
    const { bars, leader, symbols } = step.peers;
    const own = bars[0];
    const leading = bars[leader];
    if (own === undefined || leading === undefined) return false;
    const symbol = symbols[leader] ?? '';
    const isSame = symbol === this.#leaderSymbol;
    this.#ownReturn = isSame ? Math.log(own.close / this.#own) : NaN;
    this.#leaderReturn = isSame ? Math.log(leading.close / this.#leader) : NaN;
    this.#leaderSymbol = symbol;
    this.#own = own.close;
    this.#leader = leading.close;
    return true;
  }
}
