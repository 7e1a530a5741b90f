import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type {
  ClosedTrade,
  HeldPosition,
  OwnFill,
  ParentOrder,
  StrategyReturns,
} from '../formulas/step-contents.ts';
import type { InstrumentFeatures } from './instrument-features.ts';
import type { InstrumentMemory } from './instrument-memory.ts';
import { holdingsOf, type OwnAccount } from './own-account.ts';
import { peerOrderOf } from './peer-order.ts';

/** What the steps of our own account are fed to. */
export interface OwnStepsParts {
  readonly followed: readonly Instrument[];
  readonly features: ReadonlyMap<InstrumentId, InstrumentFeatures>;
  readonly memories: ReadonlyMap<InstrumentId, InstrumentMemory>;
  readonly account: OwnAccount | undefined;
}

/** Tells the formulas what we ourselves did: fills, positions, closed trades, returns of strategies. */
export class OwnSteps {
  readonly #followed: readonly Instrument[];
  readonly #features: ReadonlyMap<InstrumentId, InstrumentFeatures>;
  readonly #memories: ReadonlyMap<InstrumentId, InstrumentMemory>;
  readonly #account: OwnAccount | undefined;
  /** The followed instruments as each of them sees them: its own place first. */
  readonly #orders = new Map<InstrumentId, readonly Instrument[]>();

  constructor({ account, features, followed, memories }: OwnStepsParts) {
    this.#followed = followed;
    this.#features = features;
    this.#memories = memories;
    this.#account = account;
  }

  /** Call it when a round trip of ours in this instrument has ended. */
  onClosedTrade(instrument: InstrumentId, trade: ClosedTrade): void {
    this.#memories.get(instrument)?.addTrade(trade);
    this.#features.get(instrument)?.steps.feedClosedTrade(trade);
  }

  /** Call it when what we hold in this instrument changed, in direction or mean price. */
  onPosition(instrument: InstrumentId, time: UnixMs, position: HeldPosition): void {
    this.#memories.get(instrument)?.hold(time, position);
    this.#features.get(instrument)?.steps.feedPosition(time, position);
  }

  /** Call it for every fill of ours, after the account has booked it. */
  onOwnFill(instrument: InstrumentId, time: UnixMs, fill: OwnFill): void {
    this.#features.get(instrument)?.steps.feedOwnFill(time, fill);
    for (const features of this.#features.values()) this.tellHoldings(features, time);
  }

  /** Call it when an order that is worked in slices begins, and after each of its fills. */
  onParentOrder(instrument: InstrumentId, time: UnixMs, order: ParentOrder): void {
    this.#features.get(instrument)?.steps.feedParentOrder(time, order);
  }

  /** Whether any formula asks what strategies returned. */
  get readsStrategyReturns(): boolean {
    for (const { steps } of this.#features.values()) if (steps.reads('strategy-returns')) return true;
    return false;
  }

  /** Call it as a minute ends with what strategies returned over it, while `readsStrategyReturns`. */
  onStrategyReturns(time: UnixMs, minute: StrategyReturns): void {
    for (const { steps } of this.#features.values()) steps.feedStrategyReturns(time, minute);
  }

  /** Our last closed trades by instrument, oldest first: what a restarted session has to remember. */
  closedTrades(): Readonly<Record<InstrumentId, readonly ClosedTrade[]>> {
    const traded = [...this.#memories].filter(([, { closedTrades }]) => closedTrades.length > 0);
    return Object.fromEntries(traded.map(([id, { closedTrades }]) => [id, closedTrades]));
  }

  /** Tells one instrument's formulas what we hold of all, where any of them asks. */
  tellHoldings({ steps }: InstrumentFeatures, time: number): void {
    if (this.#account === undefined || !steps.reads('holdings')) return;
    steps.feedHoldings(time, holdingsOf(this.#account, this.#orderOf(steps.instrument)));
  }

  #orderOf(own: InstrumentId): readonly Instrument[] {
    const known = this.#orders.get(own);
    if (known !== undefined) return known;
    const { instruments } = peerOrderOf(this.#followed, own);
    this.#orders.set(own, instruments);
    return instruments;
  }
}
