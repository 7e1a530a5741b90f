import { type Instrument, type InstrumentId, notionalOf } from '../../../domain/instrument/instrument.ts';
import type { Liquidity } from '../../../domain/order/fill.ts';
import { signOf } from '../../../domain/order/side.ts';
import { formatFixed, mulDiv, parseFixed } from '../../../domain/units/fixed.ts';
import { lots } from '../../../domain/units/lots.ts';
import { money, moneyToDecimal } from '../../../domain/units/money.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import { unixMs } from '../../../domain/units/time.ts';
import type {
  VenueBalance,
  VenueCashFlow,
  VenuePosition,
  VenueTrade,
} from '../../../domain/venue/venue-report.ts';
import type { ExchangeOrder } from './exchange-order.ts';
import { type FeeCoin, feeInCoin } from './fee-coin.ts';

const COIN_SCALE = 18;
const TENTHS = 10;

/** What is different about an account on spot. */
export interface AccountHabits {
  readonly takesFeesInCoin?: boolean;
  /** Coins that were there before anybody traded, in lots to one place. */
  readonly heldBefore?: Readonly<Record<InstrumentId, number>>;
  readonly feeCoin?: FeeCoin | undefined;
}

/** One execution. */
export interface Execution {
  readonly lots: number;
  readonly ticks: number;
  readonly liquidity: Liquidity;
  readonly time: number;
  readonly visibleAt: number;
}

interface KeptTrade {
  readonly trade: VenueTrade;
  readonly visibleAt: number;
}

/** The account as it truly is: every trade, what is held of every instrument, and the money. */
export class ExchangeAccount {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #trades: KeptTrade[] = [];
  readonly #counts = new Map<InstrumentId, number>();
  readonly #signedLots = new Map<InstrumentId, number>();
  readonly #changedAt = new Map<InstrumentId, number>();
  readonly #positionStops = new Map<InstrumentId, number>();
  readonly #deposit: bigint;
  /** What perpetuals that are held have cost on average, signed like them. */
  readonly #costs = new Map<InstrumentId, bigint>();
  readonly #flows: { readonly flow: VenueCashFlow; readonly visibleAt: number }[] = [];
  #moved = 0n;
  /** Fees of what is bought are taken in the coin. */
  readonly #takesFeesInCoin: boolean;
  readonly #heldBefore: Readonly<Record<InstrumentId, number>>;
  /** Fees taken in the coin, in 10^-18 units of the base. */
  readonly #coinFees = new Map<InstrumentId, bigint>();
  readonly #feeCoin: FeeCoin | undefined;
  /** Fees of other markets that were taken in somebody else's coins, in 10^-18 of them. */
  #feesOfOthers = 0n;
  /** What was received less what was paid, fees included, by instrument; 10^-8 quote units. */
  readonly #cashFlows = new Map<InstrumentId, bigint>();

  constructor(
    instruments: readonly Instrument[],
    deposit: bigint,
    { feeCoin, heldBefore = {}, takesFeesInCoin = false }: AccountHabits = {},
  ) {
    this.#feeCoin = feeCoin;
    this.#takesFeesInCoin = takesFeesInCoin;
    this.#heldBefore = heldBefore;
    this.#instruments = new Map(instruments.map((each) => [each.id, each]));
    this.#deposit = deposit;
  }

  get trades(): readonly VenueTrade[] {
    return this.#trades.map(({ trade }) => trade);
  }

  /** Everything received for an instrument less everything paid, fees included: exact, 10^-8 quote units. */
  cashFlowOf(id: InstrumentId): bigint {
    return this.#cashFlows.get(id) ?? 0n;
  }

  /** When the position of an instrument changed last. */
  changedAt(id: InstrumentId): number {
    return this.#changedAt.get(id) ?? 0;
  }

  /** Signed lots that were traded; of coins the whole lots that fees have left of them. */
  held(id: InstrumentId): number {
    return this.#wholeLots(id, 0);
  }

  /** The same with what was there before: what the exchange shows, and lets be sold. */
  shown(id: InstrumentId): number {
    return this.#wholeLots(id, this.#heldBefore[id] ?? 0, id === this.#feeCoin?.id ? this.#feesOfOthers : 0n);
  }

  #wholeLots(id: InstrumentId, before: number, elsewhere = 0n): number {
    const traded = this.#signedLots.get(id) ?? 0;
    const paid = this.#coinFees.get(id) ?? 0n;
    const lotSize = this.#instruments.get(id)?.lotSize;
    if ((paid === 0n && before === 0) || lotSize === undefined) return traded;
    const lot = parseFixed(lotSize, COIN_SCALE);
    const rest = (BigInt(Math.round(before * TENTHS)) * lot) / BigInt(TENTHS);
    return Number((BigInt(traded) * lot + rest - paid - elsewhere) / lot);
  }

  positionStop(id: InstrumentId): number | undefined {
    return this.#positionStops.get(id);
  }

  setPositionStop(id: InstrumentId, trigger: number | undefined): void {
    if (trigger === undefined) this.#positionStops.delete(id);
    else this.#positionStops.set(id, trigger);
  }

  /** Books an execution and answers with the trade. */
  execute(
    order: ExchangeOrder,
    { liquidity, lots: size, ticks: at, time, visibleAt }: Execution,
  ): VenueTrade {
    const instrument = this.#instruments.get(order.instrument);
    if (!instrument) throw new RangeError(`${order.instrument} is not traded here`);
    const value = notionalOf(instrument, lots(size), ticks(at));
    const ppm = liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;
    const fee = mulDiv(value, BigInt(ppm), 1_000_000n, 'ceiling');
    // Trade ids are unique within an instrument only, as at most venues.
    const count = (this.#counts.get(instrument.id) ?? 0) + 1;
    this.#counts.set(instrument.id, count);
    const other = this.#payElsewhere(instrument, fee);
    const isInCoin = other === undefined && this.#takesFeesInCoin && order.side === 'buy';
    const coinFee = isInCoin ? coinFeeOf(instrument, size, ppm) : undefined;
    if (coinFee !== undefined) this.#takeOff(instrument.id, coinFee);
    this.#cashFlows.set(
      instrument.id,
      this.cashFlowOf(instrument.id) -
        BigInt(signOf(order.side)) * value -
        (coinFee === undefined && other === undefined ? fee : 0n),
    );
    const before = this.#signedLots.get(instrument.id) ?? 0;
    const cost = this.#costs.get(instrument.id) ?? 0n;
    this.#costs.set(instrument.id, costAfter(cost, before, signOf(order.side) * size, value));
    this.#signedLots.set(instrument.id, before + signOf(order.side) * size);
    this.#changedAt.set(instrument.id, time);
    const trade: VenueTrade = {
      tradeId: String(count),
      venueOrderId: order.venueOrderId,
      ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
      instrument: instrument.id,
      side: order.side,
      lots: lots(size),
      ticks: ticks(at),
      ...(other ??
        (coinFee === undefined
          ? { feeDecimal: moneyToDecimal(money(fee)), feeAsset: instrument.quote }
          : { feeDecimal: formatFixed(coinFee, COIN_SCALE), feeAsset: instrument.base })),
      liquidity,
      venueTime: unixMs(time),
    };
    this.#trades.push({ trade, visibleAt });
    return trade;
  }

  /** Takes a fee in the coin for fees of other markets, where there is enough: somebody else's first. */
  #payElsewhere(traded: Instrument, fee: bigint): Pick<VenueTrade, 'feeDecimal' | 'feeAsset'> | undefined {
    const coin = this.#feeCoin;
    const instrument = coin && this.#instruments.get(coin.id);
    if (!coin || !instrument || coin.id === traded.id) return undefined;
    const units = feeInCoin(coin, instrument, fee);
    if (units === undefined) return undefined;
    if ((this.#heldBefore[coin.id] ?? 0) > 0) this.#feesOfOthers += units;
    else this.#takeOff(coin.id, units);
    return { feeDecimal: formatFixed(units, COIN_SCALE), feeAsset: instrument.base };
  }

  #takeOff(id: InstrumentId, units: bigint): void {
    this.#coinFees.set(id, (this.#coinFees.get(id) ?? 0n) + units);
  }

  tradesSince(since: number, now: number): readonly VenueTrade[] {
    const found: VenueTrade[] = [];
    for (let index = this.#trades.length - 1; index >= 0; index -= 1) {
      const { trade, visibleAt } = this.#trades[index] as KeptTrade;
      if (trade.venueTime < since) break;
      if (visibleAt <= now) found.push(trade);
    }
    return found.toReversed();
  }

  /** Positions that are not flat, with the stop that belongs to each. */
  positions(): readonly VenuePosition[] {
    const held = [...this.#instruments.keys()].filter((instrument) => this.shown(instrument) !== 0);
    return held.map((instrument) => {
      const signedLots = this.shown(instrument);
      const stop = this.#positionStops.get(instrument);
      return { instrument, signedLots, ...(stop === undefined ? {} : { positionStop: ticks(stop) }) };
    });
  }

  /** Money comes or goes by itself. */
  move({ time, units, visibleAt }: { units: bigint; time: number; visibleAt: number }): void {
    this.#moved += units;
    this.#flows.push({
      visibleAt,
      flow: {
        flowId: `move-${this.#flows.length}`,
        kind: 'transfer',
        asset: 'USDT',
        amountDecimal: moneyToDecimal(money(units)),
        detail: units < 0n ? 'OUT' : 'IN',
        venueTime: unixMs(time),
      },
    });
  }

  /** Everything that was put in less everything that was taken out. */
  get moved(): bigint {
    return this.#moved;
  }

  flowsSince(since: number, now: number): readonly VenueCashFlow[] {
    return this.#flows
      .filter(({ flow, visibleAt }) => flow.venueTime >= since && visibleAt <= now)
      .map(({ flow }) => flow);
  }

  /** The quote balance: what open positions of perpetuals would bring is no part of it, what coins cost has left it. */
  balances(asset: string): readonly VenueBalance[] {
    let total = this.#deposit + this.#moved;
    for (const flow of this.#cashFlows.values()) total += flow;
    for (const [id, cost] of this.#costs) if (this.#instruments.get(id)?.kind !== 'spot') total += cost;
    const decimal = moneyToDecimal(money(total));
    return [{ asset, totalDecimal: decimal, freeDecimal: decimal }];
  }
}

/** Average cost after a trade of that value: what is closed takes its share along. */
function costAfter(cost: bigint, held: number, signedLots: number, value: bigint): bigint {
  const sign = BigInt(Math.sign(signedLots));
  if (held * signedLots >= 0) return cost + sign * value;
  const closed = Math.min(Math.abs(held), Math.abs(signedLots));
  const left = mulDiv(cost, BigInt(Math.abs(held) - closed), BigInt(Math.abs(held)), 'half-even');
  const opened = Math.abs(signedLots) - closed;
  return left + sign * mulDiv(value, BigInt(opened), BigInt(Math.abs(signedLots)), 'half-even');
}

/** A fee in 10^-18 units of the base, rounded up to 10^-8 of it as venues write it. */
function coinFeeOf({ lotSize }: Instrument, size: number, ppm: number): bigint {
  const grain = 10n ** 10n;
  const fee = mulDiv(BigInt(size) * parseFixed(lotSize, COIN_SCALE), BigInt(ppm), 1_000_000n, 'ceiling');
  return ((fee + grain - 1n) / grain) * grain;
}
