import type { AccountState } from '../../domain/portfolio/account.ts';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { accountBreaches } from '../../risk/limits/account-breaches.ts';
import { type DistanceToBreach, PackWatch, type PackWatchState } from '../../risk/packs/pack-watch.ts';
import { type AccountNumbers, DayAccount, type DayAccountState } from '../../risk/record/day-account.ts';

/** A pack in force that is to change or go, and when: its own day is over then. */
interface LeavingPack {
  readonly packId: string;
  readonly from: number;
}

/** Packs that replace those in force later. */
interface PendingPacks {
  readonly packs: readonly RulePack[];
  /** When all of them hold and no other. */
  readonly from: number;
  readonly leaving: readonly LeavingPack[];
}

export interface AccountWatchState {
  readonly day: DayAccountState;
  readonly packs: readonly RulePack[];
  readonly watched: readonly PackWatchState[];
  /** Records from before every pack waited for its own day do not say which leaves when. */
  readonly pending?: Omit<PendingPacks, 'leaving'> & Partial<Pick<PendingPacks, 'leaving'>>;
}

/** An account in quote units, as limits and packs read it. */
export function accountNumbers(account: AccountState): AccountNumbers {
  const equity = moneyToNumber(account.equity);
  return {
    equity,
    balance: equity - moneyToNumber(account.unrealizedPnl),
    deposits: moneyToNumber(account.deposits),
    fees: moneyToNumber(account.fees),
  };
}

/** Watches equity against the limits of the day, of the drawdown and of every rule pack. */
export class AccountWatch {
  readonly day = new DayAccount();
  #packs: readonly PackWatch[];
  #pending: PendingPacks | undefined;

  constructor(packs: readonly RulePack[]) {
    this.#packs = packs.map((pack) => new PackWatch(pack));
  }

  get packs(): readonly RulePack[] {
    return this.#packs.map(({ pack }) => pack);
  }

  get pending(): PendingPacks | undefined {
    return this.#pending;
  }

  /** Midnights come; `account` is asked only then, and answers as it was until then, or not at all while it is not known. */
  passTime(time: number, account: () => AccountNumbers | undefined): void {
    if (this.#pending?.leaving.some(({ from }) => from <= time)) {
      const { leaving, packs } = this.#pending;
      this.#hold(
        packs,
        leaving.filter(({ from }) => from > time),
      );
    }
    this.day.passTime(time, account);
    for (const watch of this.#packs) watch.passTime(time, account);
  }

  /** What equity has reached now. */
  check(account: AccountNumbers, limits: RiskLimits, time: number): LimitHit[] {
    this.day.see(account);
    const hits = accountBreaches(account, this.day, limits, time);
    for (const watch of this.#packs) {
      watch.see(account);
      hits.push(...watch.breaches(account));
    }
    return hits;
  }

  distances(account: AccountNumbers): DistanceToBreach[] {
    return this.#packs.flatMap((watch) => watch.distances(account));
  }

  /**
   * Sets the packs. New ones hold at once; one in force that would change or go stays until its own day is over, at
   * midnight of its zone. Answers when all is as asked.
   */
  setPacks(packs: readonly RulePack[], time: number, account: () => AccountNumbers): number {
    const kept = this.#packs.filter(({ pack }) => !packs.some((each) => isSamePack(each, pack)));
    const leaving = kept.map((watch) => ({ packId: watch.pack.id, from: watch.dayEnds(time) }));
    this.#hold(packs, leaving);
    for (const watch of this.#packs) watch.passTime(time, account);
    return this.#pending?.from ?? time;
  }

  state(): AccountWatchState {
    return {
      day: this.day.state(),
      packs: this.packs,
      watched: this.#packs.flatMap((watch) => watch.state() ?? []),
      ...(this.#pending ? { pending: this.#pending } : {}),
    };
  }

  restore({ day, packs, pending, watched }: AccountWatchState): void {
    this.day.restore(day);
    this.#packs = packs.map(
      (pack) =>
        new PackWatch(
          pack,
          watched.find(({ packId }) => packId === pack.id),
        ),
    );
    const { from = 0 } = pending ?? {};
    const wanted = pending?.packs ?? [];
    const isLeaving = (pack: RulePack) => !wanted.some((each) => isSamePack(each, pack));
    const leaving = () => packs.filter(isLeaving).map(({ id }) => ({ packId: id, from }));
    this.#pending = pending && { ...pending, leaving: pending.leaving ?? leaving() };
  }

  /** What is wanted holds, but for the packs that still stay. */
  #hold(packs: readonly RulePack[], leaving: readonly LeavingPack[]): void {
    const staying = new Set(leaving.map(({ packId }) => packId));
    const kept = this.#packs.filter(({ pack }) => staying.has(pack.id));
    this.#packs = [...kept, ...this.#watchesOf(packs.filter(({ id }) => !staying.has(id)))];
    const from = Math.max(...leaving.map((each) => each.from));
    this.#pending = leaving.length > 0 ? { packs, from, leaving } : undefined;
  }

  // A pack that goes on keeps what it counts from.
  #watchesOf(packs: readonly RulePack[]): PackWatch[] {
    return packs.map((pack) => {
      const known = this.#packs.find((watch) => watch.pack.id === pack.id);
      const state = known?.state();
      // The midnight it waited for is of the zone it had.
      const isMoved = known !== undefined && known.pack.zone !== pack.zone;
      return new PackWatch(pack, state && isMoved ? { ...state, nextMidnight: 0 } : state);
    });
  }
}

const isSamePack = (a: RulePack, b: RulePack): boolean => JSON.stringify(a) === JSON.stringify(b);
