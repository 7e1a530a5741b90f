import type { Answer, ReplyOf, RequestOf } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { quantityOf } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { isFreer } from '../../domain/session/mode.ts';
import { roomToStart } from '../risk/room-to-start.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed, noInstrument, wantsConfirmation } from './answers.ts';
import { amendOrder, moveStop } from './change-handlers.ts';
import { manualIntent } from './manual-order.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

type TradingHandlers = Pick<
  CommandHandlers,
  | 'startStrategy'
  | 'stopStrategy'
  | 'placeOrder'
  | 'amendOrder'
  | 'moveStop'
  | 'cancelOrder'
  | 'setTradingState'
>;

/** What a person tells the session to do; each becomes an event of it. */
export const tradingHandlers = (station: Workstation): TradingHandlers => ({
  startStrategy: (request) => startStrategy(station, request),
  stopStrategy: ({ openPosition, runId }) => {
    if (!station.session.kernel.rooms.runners.has(runId)) {
      return failed('no-such-run', `there is no running strategy ${runId}`);
    }
    station.command({ kind: 'stop-strategy', runId, openPosition });
    return done;
  },
  placeOrder: (request) => placeOrder(station, request),
  amendOrder: (request) => amendOrder(station, request),
  moveStop: (request) => moveStop(station, request),
  cancelOrder: ({ orderId }) => {
    if (!station.session.kernel.rooms.venue.order(orderId)) {
      return failed('no-such-order', `there is no open order ${orderId}`);
    }
    station.command({ kind: 'cancel-order', orderId });
    return done;
  },
  setTradingState: ({ state }) => {
    if (isFreer(station.session.kernel.tradingState, state)) return wantsConfirmation;
    station.command({ kind: 'set-trading-state', state, because: FIXED_REASONS['set-by-hand'] });
    return done;
  },
});

function placeOrder(station: Workstation, request: RequestOf<'placeOrder'>): Answer<'placeOrder'> {
  const { hasBegun, rooms } = station.session.kernel;
  const market = rooms.market.of(request.instrument);
  if (!market) return noInstrument(request.instrument);
  const { reduceOnly, runId = 'manual' } = request;
  if (runId !== 'manual' && (!reduceOnly || rooms.runners.has(runId))) {
    return failed(
      'invalid-order',
      `only a position that ${runId} kept when it stopped can be reduced by hand`,
    );
  }
  const made = manualIntent(request, market.instrument, hasBegun ? market.book : undefined);
  if (!made.ok) return made;
  const before = new Set(station.model.orders.keys());
  station.command({ kind: 'place-order', intent: made.intent });
  return (
    largeOrderAnswer(station, request.key) ?? {
      ok: true,
      reply: becameOf(station, made.intent, before, quantityOf(market.instrument, made.intent.lots)),
    }
  );
}

/** What an intent has become: its first order that was not there `before`, or why there is none. */
function becameOf(
  { model, session }: Workstation,
  { instrument, role, runId }: OrderIntent,
  before: ReadonlySet<string>,
  askedBase: number,
): ReplyOf<'placeOrder'> {
  if (!session.kernel.hasBegun) return { status: 'waiting', sizeBase: askedBase };
  for (const order of model.orders.values()) {
    const isOfIt = order.instrument === instrument && order.runId === runId && order.role === role;
    if (isOfIt && !before.has(order.orderId)) return { status: order.status, sizeBase: order.sizeBase };
  }
  return { status: 'refused', sizeBase: askedBase };
}

/** What the window has to have confirmed before the order of this key leaves; undefined where nothing waits for that. */
function largeOrderAnswer(station: Workstation, key: string | undefined): Answer<'placeOrder'> | undefined {
  const large = key === undefined ? undefined : station.session.kernel.largeOrder(key);
  if (!large) return undefined;
  const { limitQuote = 0, notionalQuote = 0 } = large.measured;
  return failed(
    'order-needs-confirmation',
    `worth ${amountOf(station, notionalQuote)}, and what is worth more than ${amountOf(station, limitQuote)} has to be confirmed`,
  );
}

function startStrategy(station: Workstation, request: RequestOf<'startStrategy'>): Answer<'startStrategy'> {
  const { instrument, params, strategyId } = request;
  const { kernel } = station.session;
  // What stands behind a strategy is looked at when the account is armed, and only then.
  if (kernel.rooms.armed.isArmed)
    return failed('not-in-this-mode', 'strategies are started before an account is armed: disarm it first');
  const strategy = strategyCatalog.get(strategyId);
  if (!strategy) return failed('unknown-strategy', `there is no strategy ${strategyId}`);
  if (!kernel.rooms.market.of(instrument)) return noInstrument(instrument);
  const parsed = strategy.params.safeParse(params);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'parameters';
    return failed('invalid-parameter', `${strategyId}: ${where}: ${issue?.message ?? 'invalid'}`);
  }
  const room = roomToStart(kernel, instrument);
  if (!room.isEnough) {
    return failed(
      'allocation-too-small',
      `every symbol's share of equity must be ${amountOf(station, room.neededQuote)} or more, was ${amountOf(station, room.perSymbolQuote)}`,
    );
  }
  const session = station.session.description.sessionId.split('-').at(-1) ?? '';
  const runId = `${strategyId}-${session}-${station.nextRunNumber()}`;
  station.command({ kind: 'start-strategy', runId, strategyId, instrument, params });
  return { ok: true, reply: { runId } };
}

const amountOf = ({ session }: Workstation, quote: number): string =>
  `${quote.toFixed(2)} ${session.description.currency}`;
