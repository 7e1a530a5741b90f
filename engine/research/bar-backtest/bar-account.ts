import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Liquidity } from '../../domain/order/fill.ts';
import type { AccountState } from '../../domain/portfolio/account.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { feeOf, feePpmOf } from '../../execution/fee.ts';
import { Ledger } from '../../portfolio/ledger.ts';

const RUN = 'bars';

/** One execution inside a bar, of signed size. */
export interface BarExecution {
  /** Above zero was bought. */
  readonly signedLots: number;
  readonly ticks: number;
  readonly liquidity: Liquidity;
  /** When it became known, Unix ms. */
  readonly time: number;
}

/** The account of a run on bars: the ledger every session has, and its value at every close. */
export class BarAccount {
  readonly trades: ClosedTrade[] = [];
  fillCount = 0;
  readonly #instrument: Instrument;
  readonly #ledger: Ledger;
  readonly #unitsPerTickLot: number;
  /** Deposit minus what was bought plus what was sold minus fees, in 10^-8. */
  #cashUnits: number;
  #signedLots = 0;

  constructor(instrument: Instrument, depositQuote: string) {
    const deposit = moneyFromDecimal(depositQuote);
    this.#instrument = instrument;
    this.#ledger = new Ledger(instrument.quote, deposit);
    this.#unitsPerTickLot = Number(instrument.moneyPerTickLot);
    this.#cashUnits = Number(deposit);
  }

  get signedLots(): number {
    return this.#signedLots;
  }

  /** Equity with the position at a price, in 10^-8 quote units: whole, and exact below 2^53. */
  equityUnits(markTicks: number): number {
    return this.#cashUnits + this.#signedLots * markTicks * this.#unitsPerTickLot;
  }

  /** Whether equity at a price carries an entry of so many lots within the instrument's largest leverage. */
  carries(size: number, atTicks: number): boolean {
    const notional = Number(notionalOf(this.#instrument, lots(size), ticks(atTicks)));
    return notional <= this.equityUnits(atTicks) * this.#instrument.maxLeverage;
  }

  book(execution: BarExecution): void {
    const { liquidity, signedLots } = execution;
    const instrument = this.#instrument;
    const size = lots(Math.abs(signedLots));
    const at = ticks(execution.ticks);
    const fee = feeOf(instrument, feePpmOf(instrument, liquidity), size, at);
    this.fillCount += 1;
    const outcomes = this.#ledger.book(
      {
        fillId: `${RUN}-f${this.fillCount}`,
        runId: RUN,
        instrument: instrument.id,
        side: signedLots > 0 ? 'buy' : 'sell',
        lots: size,
        ticks: at,
        fee,
        time: unixMs(execution.time),
      },
      instrument,
    );
    for (const outcome of outcomes) if (outcome.kind === 'trade-closed') this.trades.push(outcome.trade);
    this.#signedLots += signedLots;
    this.#cashUnits -= signedLots * execution.ticks * this.#unitsPerTickLot + Number(fee);
  }

  state(time: number, markTicks: number): AccountState {
    return this.#ledger.account(unixMs(time), () => markTicks);
  }
}
