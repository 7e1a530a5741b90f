import type { CoreMarket } from './core-market.ts';
import type { CoreTrade } from './core-order.ts';

const PPM = 1_000_000n;
const UNITS = 100_000_000n;

/** Money that came or went other than by a trade. */
export interface CoreFlow {
  readonly id: string;
  /** From another wallet of the venue; or from elsewhere, below zero to elsewhere. */
  readonly kind: 'transfer' | 'deposit' | 'funding';
  readonly asset: string;
  /** 10^-8, above zero was received. */
  readonly units: bigint;
  /** Of funding. */
  readonly symbol?: string;
  readonly time: number;
}

/** What one account holds: balances in units of 10^-8 and, for perpetuals, positions in signed lots. */
export class CoreAccount {
  readonly #balances = new Map<string, bigint>();
  readonly #positions = new Map<string, number>();
  /** What positions of perpetuals have cost, on average, signed like them. */
  readonly #costs = new Map<string, bigint>();
  readonly #flows: CoreFlow[] = [];

  /** `balances` in whole units of each asset. */
  constructor(balances: Readonly<Record<string, number>>) {
    for (const [asset, amount] of Object.entries(balances)) {
      this.#balances.set(asset, BigInt(Math.round(amount)) * UNITS);
    }
  }

  get assets(): ReadonlyMap<string, bigint> {
    return this.#balances;
  }

  get positions(): ReadonlyMap<string, number> {
    return this.#positions;
  }

  position(symbol: string): number {
    return this.#positions.get(symbol) ?? 0;
  }

  /** Every transfer and funding there was. */
  get flows(): readonly CoreFlow[] {
    return this.#flows;
  }

  /** Money comes from elsewhere or goes there; `isListed` false is a venue that books it without saying so. */
  move(flow: Omit<CoreFlow, 'id'>, isListed = true): void {
    this.#add(flow.asset, flow.units);
    if (isListed) this.#flows.push({ ...flow, id: String(700_000 + this.#flows.length) });
  }

  /** Somebody else's doing: a position this account's orders did not make. */
  setPosition(symbol: string, signedLots: number): void {
    this.#positions.set(symbol, signedLots);
  }

  /** Whether an order could be paid for with what is not locked. Perpetuals ask for a tenth. */
  canPay(
    market: CoreMarket,
    side: 'buy' | 'sell',
    { lots, ticks }: { lots: number; ticks: number },
    locked: (asset: string) => bigint = () => 0n,
  ): boolean {
    const { base, quote } = market.instrument;
    const notional = market.notional(lots, ticks);
    const have = (asset: string) => (this.#balances.get(asset) ?? 0n) - locked(asset);
    if (!market.isSpot) return have(quote) * 10n >= notional;
    return side === 'buy' ? have(quote) >= notional : have(base) >= baseUnits(market, lots);
  }

  book(trade: CoreTrade, market: CoreMarket): void {
    const { base, quote } = market.instrument;
    const sign = trade.side === 'buy' ? 1 : -1;
    this.#add(trade.feeAsset, -trade.fee);
    if (!market.isSpot) {
      this.#add(quote, this.#gainOf(trade, market, sign));
      this.#positions.set(trade.symbol, this.position(trade.symbol) + sign * trade.lots);
      return;
    }
    this.#add(base, BigInt(sign) * baseUnits(market, trade.lots));
    this.#add(quote, BigInt(-sign) * market.notional(trade.lots, trade.ticks));
  }

  /** What a trade brings by what it closes, at average cost. */
  #gainOf({ lots, symbol, ticks }: CoreTrade, market: CoreMarket, sign: number): bigint {
    const held = this.position(symbol);
    const cost = this.#costs.get(symbol) ?? 0n;
    const closing = held * sign < 0 ? Math.min(lots, Math.abs(held)) : 0;
    const removed = closing === 0 ? 0n : (cost * BigInt(closing)) / BigInt(Math.abs(held));
    const opened = BigInt(sign) * market.notional(lots - closing, ticks);
    this.#costs.set(symbol, cost - removed + opened);
    return BigInt(-sign) * market.notional(closing, ticks) - removed;
  }

  #add(asset: string, units: bigint): void {
    this.#balances.set(asset, (this.#balances.get(asset) ?? 0n) + units);
  }
}

interface Execution {
  readonly lots: number;
  readonly ticks: number;
  readonly isMaker: boolean;
}

/** What an execution costs: of the quote currency, or, where fees of what is bought are taken in the coin, of that. */
export function feeOf(
  market: CoreMarket,
  fill: Execution,
  { isInCoin }: { readonly isInCoin: boolean },
): { readonly fee: bigint; readonly feeAsset: string } {
  const { base, makerFeePpm, quote, takerFeePpm } = market.instrument;
  const ppm = BigInt(fill.isMaker ? makerFeePpm : takerFeePpm);
  return isInCoin
    ? { fee: (baseUnits(market, fill.lots) * ppm + PPM - 1n) / PPM, feeAsset: base }
    : { fee: (market.notional(fill.lots, fill.ticks) * ppm) / PPM, feeAsset: quote };
}

/** So many lots in 10^-8 of the base. */
export function baseUnits(market: CoreMarket, lots: number): bigint {
  const [whole = '0', fraction = ''] = market.sizeText(lots).split('.');
  return BigInt(whole) * UNITS + BigInt(fraction.padEnd(8, '0').slice(0, 8));
}
