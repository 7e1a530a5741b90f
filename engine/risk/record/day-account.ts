import { transferRatio } from './without-transfers.ts';

/** The account at one moment, in quote units. */
export interface AccountNumbers {
  readonly equity: number;
  /** Without open positions. */
  readonly balance: number;
  readonly deposits: number;
  readonly fees: number;
}

export interface DayAccountState {
  readonly day: number;
  readonly startEquity: number;
  readonly startFees: number;
  readonly peakEquity: number;
  /** What had been put in by then; absent in records from before transfers were booked. */
  readonly deposits?: number;
}

const DAY_MS = 86_400_000;

/** The next 00:00 UTC after a time. */
export const nextUtcDay = (time: number): number => (Math.floor(time / DAY_MS) + 1) * DAY_MS;

/** What the UTC day and the drawdown are counted from. */
export class DayAccount {
  #day = -1;
  #startEquity = 0;
  #startFees = 0;
  #peakEquity = 0;
  #deposits: number | undefined;

  /**
   * Time goes on; `account` is asked only where a new day begins, and answers as it was until then. A day begins
   * when that is known.
   */
  passTime(time: number, account: () => AccountNumbers | undefined): void {
    const day = Math.floor(time / DAY_MS);
    if (day === this.#day) return;
    const numbers = account();
    if (!numbers) return;
    this.#follow(numbers);
    const { equity, fees } = numbers;
    this.#day = day;
    this.#startEquity = equity;
    this.#startFees = fees;
    if (equity > this.#peakEquity) this.#peakEquity = equity;
  }

  see(account: AccountNumbers): void {
    this.#follow(account);
    const { equity } = account;
    if (equity > this.#peakEquity) this.#peakEquity = equity;
  }

  /** Loss since 00:00 UTC as a fraction of equity then; below zero is a gain. */
  lossOf({ equity }: AccountNumbers): number {
    return fraction(this.#startEquity - equity, this.#startEquity);
  }

  /** Fall from the peak as a fraction of it. */
  drawdownOf({ equity }: AccountNumbers): number {
    return fraction(this.#peakEquity - equity, this.#peakEquity);
  }

  feesToday({ fees }: AccountNumbers): number {
    return fees - this.#startFees;
  }

  get startEquity(): number {
    return this.#startEquity;
  }

  get peakEquity(): number {
    return this.#peakEquity;
  }

  /** After a person has let trading go on: the drawdown is counted from here. */
  rebase({ equity }: AccountNumbers): void {
    this.#peakEquity = equity;
  }

  state(): DayAccountState {
    return {
      day: this.#day,
      startEquity: this.#startEquity,
      startFees: this.#startFees,
      peakEquity: this.#peakEquity,
      ...(this.#deposits === undefined ? {} : { deposits: this.#deposits }),
    };
  }

  restore({ day, deposits, peakEquity, startEquity, startFees }: DayAccountState): void {
    this.#deposits = deposits;
    this.#day = day;
    this.#startEquity = startEquity;
    this.#startFees = startFees;
    this.#peakEquity = peakEquity;
  }

  /** Money that was put in or taken out is neither a gain nor a loss. */
  #follow(account: AccountNumbers): void {
    const ratio = transferRatio(account, this.#deposits ?? account.deposits);
    this.#deposits = account.deposits;
    this.#startEquity *= ratio;
    this.#peakEquity *= ratio;
  }
}

/** Of nothing any loss is all of it. */
const fraction = (part: number, whole: number): number => (whole > 0 ? part / whole : part > 0 ? 1 : 0);
