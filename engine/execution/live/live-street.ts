import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { isClosed, type Order } from '../../domain/order/order.ts';
import { type Side, signOf } from '../../domain/order/side.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { type Money, NO_MONEY } from '../../domain/units/money.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { foldOrder } from '../orders/fold-order.ts';
import { Protection } from '../protection.ts';
import { RunPositions } from '../run-positions.ts';
import { BuyingPower } from './buying-power.ts';
import { CoinRests } from './coin-rests.ts';
import { ForeignOrders } from './foreign-orders.ts';
import type { LiveVenueOptions } from './live-options.ts';
import { PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import { OrderRecords } from './order-records.ts';

const NOTHING: readonly Outcome[] = [];

/** What every part of a live venue sees and tells: the orders, what is held, and what has happened just now. */
export class LiveStreet {
  readonly options: LiveVenueOptions;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly records = new OrderRecords();
  readonly positions = new RunPositions();
  readonly protection: Protection;
  /** Lots others than us hold, with sign, as a person has accepted or their trades have told. */
  readonly external = new Map<InstrumentId, number>();
  readonly frozen = new Map<InstrumentId, string>();
  /** Orders of others at the venue. */
  readonly foreign = new ForeignOrders();
  /** On spot: what is ours of a coin besides whole lots, since fees were taken in it. Below a lot each. */
  readonly coinRests = new CoinRests();
  /** The same of somebody else's coins that fees of other markets were taken in. */
  readonly feeCoinRests = new CoinRests();
  /** Lots of a coin that fees have taken and nobody is known to have held: a trade that brought them may be untold. */
  readonly owedForFees = new Map<InstrumentId, number>();
  readonly buyingPower: BuyingPower;
  /** When the newest trade of an instrument became known. */
  readonly tradedAt = new Map<InstrumentId, number>();
  /** Fees of ours that were paid in another currency than the ledger's, in the ledger's. */
  feesElsewhere: Money = NO_MONEY;
  /** Somebody else has traded here since money was last compared. */
  hasOthersTraded = false;
  now: UnixMs = unixMs(0);
  /** The venue's clock less ours, in ms, as last measured. */
  clockOffsetMs = 0;
  isStreamUp = false;
  /** When time jumped last: how much of what seems to have passed before it truly has, nobody knows. */
  jumpedAt = 0;
  /** Whether trades and orders were read since we last could not trust what we know. */
  mayProtect: () => boolean = () => true;
  /** Hears every step of every order, after protection. */
  onStep: (outcome: Outcome, order: Order) => void = () => undefined;
  #outcomes: Outcome[] = [];

  constructor(options: LiveVenueOptions) {
    this.options = options;
    this.instruments = new Map(options.instruments.map((each) => [each.id, each]));
    this.buyingPower = new BuyingPower(this.instruments);
    this.protection = new Protection({
      confirmMs: options.stopConfirmMs,
      confirmedBy: 'read-back',
      attachedMs: options.traits.attachesStops ? PACE.attachedStop : undefined,
    });
  }

  begin(time: UnixMs): void {
    this.#outcomes = [];
    if (time > this.now) this.now = time;
  }

  end(): readonly Outcome[] {
    return this.#outcomes.length === 0 ? NOTHING : this.#outcomes;
  }

  emit(outcome: Outcome): void {
    this.#outcomes.push(outcome);
  }

  warn(text: string): void {
    this.emit({ kind: 'notice', level: 'warning', text });
  }

  anomaly(because: string, record?: OrderRecord): void {
    this.emit({ kind: 'order-anomaly', because, ...(record ? { orderId: record.order.id } : {}) });
  }

  /** Takes a step in the life of an order; one that does not exist is told as an anomaly and changes nothing. */
  apply(record: OrderRecord, outcome: Outcome): boolean {
    const after = foldOrder(record.order, outcome);
    if (!after) {
      this.anomaly(`${outcome.kind} while it is ${record.order.status}`, record);
      return false;
    }
    if (isClosed(after.status)) record.closedAt ??= this.now;
    this.records.replace(record, after);
    this.emit(outcome);
    this.protection.learn(outcome, after, this.now);
    this.onStep(outcome, after);
    return true;
  }

  /** Counts a fill of ours. */
  count(fill: Fill): void {
    this.positions.add(fill);
    this.buyingPower.noteFill(fill, this.now);
    this.tradedAt.set(fill.instrument, this.now);
  }

  freeze(instrument: InstrumentId, because: string): void {
    if (this.frozen.has(instrument)) return;
    this.frozen.set(instrument, because);
    this.emit({ kind: 'symbol-frozen', instrument, because });
  }

  /**
   * Whether only one order at a time can sell what is held: on spot a stop sets its coins aside, and where it does not,
   * nothing would keep an exit beside it from selling twice, since no order is reduce-only there.
   */
  isOnlySell(instrument: InstrumentId): boolean {
    return this.instruments.get(instrument)?.kind === 'spot';
  }

  /** Signed lots all runs hold together. */
  ownLots(instrument: InstrumentId): number {
    let own = 0;
    for (const [key, held] of this.positions.entries()) if (key.startsWith(`${instrument}|`)) own += held;
    return own;
  }

  /** Signed lots of the account: ours and those of others. */
  accountLots(instrument: InstrumentId): number {
    return this.ownLots(instrument) + (this.external.get(instrument) ?? 0);
  }

  /**
   * Lots of ours that orders of others would sell: on spot together with ours they never stand for more than is held.
   * Elsewhere both only reduce, and the venue itself lets neither close more than there is.
   */
  claimedLots(instrument: InstrumentId): number {
    if (!this.isOnlySell(instrument)) return 0;
    return this.foreign.claimedLots(instrument, this.external.get(instrument) ?? 0);
  }

  /** Most lots an order of that side may take off what the run holds, and the account with it. */
  reducibleLots(runId: string, instrument: InstrumentId, side: Side): number {
    // What was sold of somebody else's coins is bought back, however many of them there are left.
    if (side === 'buy' && this.isOnlySell(instrument))
      return this.positions.reducibleLots(runId, instrument, side);
    const ofAccount = Math.max(0, -signOf(side) * this.accountLots(instrument));
    const ofRun = this.positions.reducibleLots(runId, instrument, side);
    const claimed = this.claimedLots(instrument);
    const most = Math.min(ofAccount, ofRun);
    return claimed === 0 ? most : Math.max(0, Math.min(most, this.ownLots(instrument) - claimed));
  }

  /** Runs that hold the instrument, with their signed lots. */
  holders(instrument: InstrumentId): readonly (readonly [string, number])[] {
    const prefix = `${instrument}|`;
    return this.positions
      .entries()
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, held]) => [key.slice(prefix.length), held]);
  }
}
