import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import { Answers } from './answers.ts';
import { Comparison } from './comparison.ts';
import { DeadMan } from './dead-man.ts';
import { Forgetting } from './forgetting.ts';
import { Findings } from './findings.ts';
import { Inquiries } from './inquiries.ts';
import { LeaveRules } from './leave-rules.ts';
import { LinkedOrders } from './linked-orders.ts';
import type { LiveVenueOptions } from './live-options.ts';
import { LiveStreet } from './live-street.ts';
import { OrderReader } from './order-reader.ts';
import { OrderSender } from './order-sender.ts';
import { PositionCheck } from './position-check.ts';
import { Requests } from './requests.ts';
import { StartProcedure } from './start-procedure.ts';
import { TradeIntake } from './trade-intake.ts';
import { Wallet } from './wallet.ts';

/** The parts of a live venue, put together. */
export class LiveParts {
  readonly street: LiveStreet;
  readonly requests: Requests;
  readonly inquiries: Inquiries;
  readonly findings: Findings;
  readonly sender: OrderSender;
  readonly linked: LinkedOrders;
  readonly answers: Answers;
  readonly trades: TradeIntake;
  readonly positions: PositionCheck;
  readonly start: StartProcedure;
  readonly comparison: Comparison;
  readonly deadMan: DeadMan;
  readonly forgetting: Forgetting;
  readonly wallet: Wallet;

  /** @throws {RangeError} when the stop deadline is not usable. */
  constructor(options: LiveVenueOptions) {
    const street = new LiveStreet(options);
    const requests = new Requests(options.traits.rate, {
      emit: (outcome) => street.emit(outcome),
      mayLeave: (draft) => this.sender.mayLeave(draft),
      left: (request) => this.sender.left(request),
    });
    const inquiries = new Inquiries(street, requests);
    const rules = new LeaveRules(street, (entry) => this.#obstacle(entry));
    const sender = new OrderSender(street, requests, rules);
    const reader = new OrderReader(street, inquiries, {
      awaits: (record) => sender.awaits(record),
      stillStands: (record) => sender.stillStands(record),
    });
    const trades = new TradeIntake(street);
    const positions = new PositionCheck(street);
    const start = new StartProcedure({ street, requests, inquiries, trades, positions });
    street.mayProtect = () => start.mayProtect;
    const comparison = new Comparison({ street, requests, inquiries, positions, trades });
    this.street = street;
    this.requests = requests;
    this.inquiries = inquiries;
    this.sender = sender;
    this.trades = trades;
    this.positions = positions;
    this.start = start;
    this.comparison = comparison;
    this.deadMan = new DeadMan(street, requests);
    this.answers = new Answers({ street, reader, sender, inquiries });
    this.linked = new LinkedOrders({ street, sender, rules, inquiries, trades, requests });
    this.forgetting = new Forgetting(street, trades, this.linked);
    this.wallet = new Wallet({
      street,
      requests,
      inquiries,
      tradesReadUpTo: () => trades.readUpTo,
      isClockKnown: () => start.phase !== 'idle' && start.phase !== 'clock',
      arePositionsEqual: () => street.frozen.size === 0 && !positions.hasMismatch,
    });
    const { wallet } = this;
    this.findings = new Findings({ street, reader, trades, inquiries, positions, start, comparison, wallet });
  }

  /** Why no entry may leave, in the order of weight. */
  #obstacle(entry: OrderIntent): RefusalCode | undefined {
    const { frozen, isStreamUp, options } = this.street;
    if (this.start.phase !== 'ready' || !isStreamUp) return 'reconciling';
    if (frozen.has(entry.instrument)) return 'symbol-frozen';
    return this.findings.isClockBad ? 'clock-not-trusted' : options.entryObstacle?.(entry);
  }
}
