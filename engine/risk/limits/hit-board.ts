import { isSameHit, type LimitHit, type PauseOf } from '../../domain/risk/limit-hit.ts';

/** The reached limits that still hold, each once for what it concerns. */
export class HitBoard {
  #hits: LimitHit[] = [];

  get all(): readonly LimitHit[] {
    return this.#hits;
  }

  /** What holds the whole account until a day is over, which nobody may end sooner. */
  get ofDay(): LimitHit | undefined {
    return this.#hits.find((hit) => hit.until !== undefined && isOfAccount(hit));
  }

  /** Puts a hit up; false when it stands already. */
  add(hit: LimitHit): boolean {
    if (this.#hits.some((each) => isSameHit(each, hit))) return false;
    this.#hits = [...this.#hits, hit];
    return true;
  }

  /** Takes down what is over by itself, and answers with it. */
  expire(time: number): readonly LimitHit[] {
    if (!this.#hits.some(({ until }) => until !== undefined && until <= time)) return [];
    return this.#takeDown(({ until }) => until !== undefined && until <= time);
  }

  /**
   * Takes down by hand what concerns `of`, and answers with it. What ends with a day stays: nobody gets a second
   * day out of one.
   */
  end(of: PauseOf): readonly LimitHit[] {
    return this.#takeDown((hit) => canBeEnded(hit, of));
  }

  /** What `end` would take down. */
  endable(of: PauseOf): readonly LimitHit[] {
    return this.#hits.filter((hit) => canBeEnded(hit, of));
  }

  /** The strictest of what holds for the whole account; undefined when nothing does. */
  strictest(): LimitHit | undefined {
    let strictest: LimitHit | undefined;
    for (const hit of this.#hits) {
      if (isOfAccount(hit) && strictness(hit) > strictness(strictest)) strictest = hit;
    }
    return strictest;
  }

  restore(hits: readonly LimitHit[]): void {
    this.#hits = [...hits];
  }

  #takeDown(isOver: (hit: LimitHit) => boolean): readonly LimitHit[] {
    const over = this.#hits.filter(isOver);
    if (over.length > 0) this.#hits = this.#hits.filter((hit) => !over.includes(hit));
    return over;
  }
}

function canBeEnded(hit: LimitHit, of: PauseOf): boolean {
  switch (of.kind) {
    case 'symbol':
      return hit.action === 'pause-symbol' && hit.instrument === of.instrument;
    case 'strategy':
      return hit.action === 'pause-strategy' && hit.strategyId === of.strategyId;
    case 'strategies':
      return hit.action === 'stop-strategies';
    case 'account':
      return isOfAccount(hit) && hit.until === undefined;
  }
}

/** Whether it holds for the whole account. */
export const isOfAccount = ({ action }: LimitHit): boolean =>
  action === 'protect-only' || action === 'freeze' || action === 'flatten';

const strictness = (hit: LimitHit | undefined): number =>
  hit === undefined ? 0 : hit.action === 'protect-only' ? 1 : hit.action === 'freeze' ? 2 : 3;
