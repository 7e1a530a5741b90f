import type { LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
import type { PackAction, RulePack } from '../../domain/risk/rule-pack.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { AccountNumbers } from '../record/day-account.ts';
import { transferRatio } from '../record/without-transfers.ts';
import { ZonedDays } from './zoned-day.ts';

/** What a pack counts from, as plain data. */
export interface PackWatchState {
  readonly packId: string;
  /** When its next day begins. */
  readonly nextMidnight: number;
  readonly equityAtMidnight: number;
  readonly balanceAtMidnight: number;
  readonly initialCapital: number;
  readonly peakEquity: number;
  /** Highest balance of any midnight, the first deposit included. */
  readonly bestMidnight: number;
  /** What had been put in by then; absent in records from before transfers were booked. */
  readonly deposits?: number;
}

/** How far an account is from a rule. */
export interface DistanceToBreach {
  readonly packId: string;
  readonly rule: 'daily-loss' | 'total-loss';
  /** Equity at which the rule is broken, in quote units. */
  readonly floorQuote: number;
  /** Equity less the floor; at or below zero the rule is broken. */
  readonly distanceQuote: number;
  /** Part of the allowed loss that is used, 0 to 1 and beyond. */
  readonly used: number;
  /** When it is counted anew; undefined where it never is. */
  readonly resetsAt: number | undefined;
}

/** Watches one rule pack: its midnights, its peaks, and how far equity is from its floors. */
export class PackWatch {
  readonly pack: RulePack;
  readonly #days: ZonedDays;
  #state: PackWatchState | undefined;

  /** @throws {RangeError} when the pack's zone does not exist. */
  constructor(pack: RulePack, state?: PackWatchState) {
    this.pack = pack;
    this.#days = new ZonedDays(pack.zone);
    this.#state = state;
  }

  /**
   * Time goes on; `account` is asked only where a day began, and answers as it was until then. A day begins when
   * that is known.
   */
  passTime(time: number, account: () => AccountNumbers | undefined): void {
    if (this.#state && time < this.#state.nextMidnight) return;
    const numbers = account();
    if (!numbers) return;
    const { balance, deposits, equity } = numbers;
    const before = this.#follow(numbers);
    this.#state = {
      packId: this.pack.id,
      nextMidnight: this.#days.nextMidnight(time),
      equityAtMidnight: equity,
      balanceAtMidnight: balance,
      initialCapital: before?.initialCapital ?? deposits,
      peakEquity: Math.max(before?.peakEquity ?? equity, equity),
      bestMidnight: Math.max(before?.bestMidnight ?? Math.max(deposits, balance), balance),
      deposits,
    };
  }

  /** When the pack's own day ends that a time lies in. */
  dayEnds(time: number): number {
    return this.#days.nextMidnight(time);
  }

  see(account: AccountNumbers): void {
    const state = this.#follow(account);
    const { equity } = account;
    if (state && equity > state.peakEquity) this.#state = { ...state, peakEquity: equity };
  }

  /** Both rules with their numbers; empty before the first moment. */
  distances({ equity }: AccountNumbers): DistanceToBreach[] {
    const state = this.#state;
    if (!state) return [];
    const { dailyLoss, totalLoss } = this.pack;
    const distances: DistanceToBreach[] = [];
    if (dailyLoss) {
      const from =
        dailyLoss.from === 'balance-at-midnight' ? state.balanceAtMidnight : state.equityAtMidnight;
      const allowed = dailyLoss.share * dailyBase(state, dailyLoss.of);
      distances.push({
        ...distance(equity, from, allowed),
        packId: this.pack.id,
        rule: 'daily-loss',
        resetsAt: state.nextMidnight,
      });
    }
    if (totalLoss) {
      const from = { static: state.initialCapital, peak: state.peakEquity, 'end-of-day': state.bestMidnight };
      const base = totalLoss.of === 'peak-equity' ? state.peakEquity : state.initialCapital;
      distances.push({
        ...distance(equity, from[totalLoss.trails], totalLoss.share * base),
        packId: this.pack.id,
        rule: 'total-loss',
        resetsAt: undefined,
      });
    }
    return distances;
  }

  breaches(account: AccountNumbers): LimitHit[] {
    return this.distances(account)
      .filter(({ distanceQuote }) => distanceQuote <= 0)
      .map((broken) => this.#hit(broken, account));
  }

  /** What the pack counts from; undefined before the first moment. */
  state(): PackWatchState | undefined {
    return this.#state;
  }

  /** Money that was put in or taken out is neither a gain nor a loss: everything counted from moves along. */
  #follow(account: AccountNumbers): PackWatchState | undefined {
    const state = this.#state;
    const { deposits } = account;
    if (!state || state.deposits === deposits) return state;
    const ratio = transferRatio(account, state.deposits ?? deposits);
    this.#state = {
      ...state,
      deposits,
      equityAtMidnight: state.equityAtMidnight * ratio,
      balanceAtMidnight: state.balanceAtMidnight * ratio,
      initialCapital: state.initialCapital * ratio,
      peakEquity: state.peakEquity * ratio,
      bestMidnight: state.bestMidnight * ratio,
    };
    return this.#state;
  }

  #hit({ floorQuote, resetsAt, rule }: DistanceToBreach, { equity }: AccountNumbers): LimitHit {
    const isDaily = rule === 'daily-loss';
    const code: LimitHitCode = isDaily ? 'pack-daily-loss' : 'pack-total-loss';
    const action: PackAction = isDaily ? this.pack.onDailyBreach : this.pack.onTotalBreach;
    return {
      code,
      action,
      pack: this.pack.id,
      measured: { equityQuote: equity, floorQuote },
      ...(resetsAt === undefined ? {} : { until: unixMs(resetsAt) }),
    };
  }
}

function dailyBase(state: PackWatchState, of: NonNullable<RulePack['dailyLoss']>['of']): number {
  if (of === 'initial-capital') return state.initialCapital;
  return of === 'balance-at-midnight' ? state.balanceAtMidnight : state.equityAtMidnight;
}

function distance(
  equity: number,
  from: number,
  allowed: number,
): Pick<DistanceToBreach, 'distanceQuote' | 'floorQuote' | 'used'> {
  const floorQuote = from - allowed;
  return {
    floorQuote,
    distanceQuote: equity - floorQuote,
    used: allowed > 0 ? (from - equity) / allowed : 1,
  };
}
