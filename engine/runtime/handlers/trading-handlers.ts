import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { roomToStart } from '../risk/room-to-start.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed, noInstrument } from './answers.ts';
import { manualIntent, orderChange } from './manual-order.ts';

type TradingHandlers = Pick<
  CommandHandlers,
  | 'startStrategy'
  | 'stopStrategy'
  | 'placeOrder'
  | 'amendOrder'
  | 'cancelOrder'
  | 'setTradingState'
  | 'releaseInstrument'
  | 'flatten'
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
  amendOrder: (request) => {
    const { rooms } = station.session.kernel;
    const order = rooms.venue.order(request.orderId);
    const instrument = order && rooms.instruments.get(order.instrument);
    if (!instrument) return failed('no-such-order', `there is no open order ${request.orderId}`);
    const made = orderChange(request, instrument);
    if (!made.ok) return made;
    station.command({ kind: 'amend-order', orderId: request.orderId, change: made.change });
    return done;
  },
  cancelOrder: ({ orderId }) => {
    if (!station.session.kernel.rooms.venue.order(orderId)) {
      return failed('no-such-order', `there is no open order ${orderId}`);
    }
    station.command({ kind: 'cancel-order', orderId });
    return done;
  },
  setTradingState: ({ state }) => {
    station.command({ kind: 'set-trading-state', state, because: 'set by hand' });
    return done;
  },
  releaseInstrument: ({ instrument }) => {
    const { rooms } = station.session.kernel;
    if (!rooms.venue.conditions().frozen.includes(instrument))
      return failed('not-in-this-mode', `${instrument} is not frozen`);
    station.command({ kind: 'release-symbol', instrument, because: 'released by hand' });
    return done;
  },
  flatten: () => {
    station.command({ kind: 'flatten', because: 'flattened by hand' });
    return done;
  },
});

function placeOrder(station: Workstation, request: RequestOf<'placeOrder'>): Answer<'placeOrder'> {
  const market = station.session.kernel.rooms.market.of(request.instrument);
  if (!market) return noInstrument(request.instrument);
  const { reduceOnly, runId = 'manual' } = request;
  if (runId !== 'manual' && (!reduceOnly || station.session.kernel.rooms.runners.has(runId))) {
    return failed(
      'invalid-order',
      `only a position that ${runId} kept when it stopped can be reduced by hand`,
    );
  }
  const made = manualIntent(request, market.instrument, market.book);
  if (!made.ok) return made;
  station.command({ kind: 'place-order', intent: made.intent });
  return largeOrderAnswer(station, request.key) ?? done;
}

/** What the window has to have confirmed before the order of this key leaves; undefined where nothing waits for that. */
function largeOrderAnswer(station: Workstation, key: string | undefined): Answer<'placeOrder'> | undefined {
  const large = key === undefined ? undefined : station.session.kernel.largeOrder(key);
  if (!large) return undefined;
  const { limitQuote = 0, notionalQuote = 0 } = large.measured;
  return failed(
    'order-needs-confirmation',
    `worth ${notionalQuote.toFixed(2)}, and what is worth more than ${limitQuote.toFixed(2)} has to be confirmed`,
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
      `every symbol's share of equity must be ${room.neededQuote} or more, was ${room.perSymbolQuote.toFixed(2)}`,
    );
  }
  const session = station.session.description.sessionId.split('-').at(-1) ?? '';
  const runId = `${strategyId}-${session}-${station.nextRunNumber()}`;
  station.command({ kind: 'start-strategy', runId, strategyId, instrument, params });
  return { ok: true, reply: { runId } };
}
