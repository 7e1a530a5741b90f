import type { Answer, CommandFailure, CommandName } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { isCommandName, parseRequest } from '../../contract/parse-request.ts';
import { everyRow } from '../../journal/queries/page.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { fillExplanation } from '../explain-fill.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import type { Workstation } from '../workstation.ts';
import { answerBars, answerIndicators } from './bars.ts';
import { answerHistory, findFill } from './history.ts';
import { manualIntent } from './manual-order.ts';

const done = { ok: true, reply: {} } as const;
const failed = (code: CommandFailure['code'], detail: string) =>
  ({ ok: false, failure: { code, detail } }) as const;

/** Answers what a window asked. `windowId` says whose feed is meant. */
export function createHandlers(station: Workstation, windowId: number): CommandHandlers {
  const instrumentOf = (id: string) => station.session.kernel.rooms.market.of(id);
  const noInstrument = (id: string) =>
    failed('unknown-instrument', `there is no instrument ${id} in this session`);

  return {
    snapshot: () => {
      station.snapshotTo(windowId);
      return done;
    },
    watch: ({ ladders, prints }) => {
      station.watched = { ladders: new Set(ladders), prints: new Set(prints) };
      return done;
    },
    seen: ({ number }) => {
      station.publisher.seen(windowId, number);
      return done;
    },
    startStrategy: ({ instrument, params, strategyId }) => {
      const strategy = strategyCatalog.get(strategyId);
      if (!strategy) return failed('unknown-strategy', `there is no strategy ${strategyId}`);
      if (!instrumentOf(instrument)) return noInstrument(instrument);
      const parsed = strategy.params.safeParse(params);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return failed(
          'invalid-parameter',
          `${strategyId}: ${issue?.path.join('.') ?? 'parameters'}: ${issue?.message ?? 'invalid'}`,
        );
      }
      const runId = nextRunId(station, strategyId);
      station.command({ kind: 'start-strategy', runId, strategyId, instrument, params });
      return { ok: true, reply: { runId } };
    },
    stopStrategy: ({ openPosition, runId }) => {
      if (!station.session.kernel.rooms.runners.has(runId))
        return failed('no-such-run', `there is no running strategy ${runId}`);
      station.command({ kind: 'stop-strategy', runId, openPosition });
      return done;
    },
    placeOrder: (request) => {
      const market = instrumentOf(request.instrument);
      if (!market) return noInstrument(request.instrument);
      const made = manualIntent(request, market.instrument, market.book);
      if (!made.ok) return made;
      station.command({ kind: 'place-order', intent: made.intent });
      return done;
    },
    cancelOrder: ({ orderId }) => {
      if (!station.session.kernel.rooms.venue.order(orderId))
        return failed('no-such-order', `there is no open order ${orderId}`);
      station.command({ kind: 'cancel-order', orderId });
      return done;
    },
    setTradingState: ({ state }) => {
      station.command({ kind: 'set-trading-state', state, because: 'set by hand' });
      return done;
    },
    flatten: () => {
      station.command({ kind: 'flatten', because: 'flattened by hand' });
      return done;
    },
    bars: (request) => {
      const market = instrumentOf(request.instrument);
      return market ? answerBars(market, request) : noInstrument(request.instrument);
    },
    indicators: (request) => {
      const market = instrumentOf(request.instrument);
      return market ? answerIndicators(market, request) : noInstrument(request.instrument);
    },
    explainFill: ({ fillId }) => {
      const fill = findFill(station, fillId);
      const market = fill && instrumentOf(fill.instrument);
      if (!fill || !market) return failed('no-such-fill', `there is no fill ${fillId} on this account`);
      return { ok: true, reply: fillExplanation(fill, market.instrument) };
    },
    equityCurve: ({ points }) => {
      const { accountId } = station.session.description;
      const states = [...everyRow((page) => station.options.journal.equity({ accountId }, page))];
      const step = Math.max(1, Math.ceil(states.length / points));
      const kept = states.filter((_state, index) => index % step === 0 || index === states.length - 1);
      return {
        ok: true,
        reply: {
          timesMs: kept.map((state) => state.time),
          equityQuote: kept.map((state) => moneyToNumber(state.equity)),
        },
      };
    },
    history: (request) => answerHistory(station, request),
    setSpeed: ({ speed }) => {
      if (station.session.description.source === 'live-data') {
        return failed('not-in-this-mode', 'live data runs at the speed of the market');
      }
      station.pump.setSpeed(speed ?? undefined);
      return done;
    },
    openSandbox: async () => {
      await station.openTrading();
      return done;
    },
    cancelJob: ({ jobId }) =>
      station.jobs.cancel(jobId) ? done : failed('no-such-job', `there is no running job ${jobId}`),
  };
}

/** Checks and answers one question that came over the boundary. */
export async function answerCommand(
  handlers: CommandHandlers,
  command: string,
  payload: unknown,
): Promise<Answer<CommandName>> {
  if (!isCommandName(command))
    return failed('unknown-command', `there is no command ${command.slice(0, 40)}`);
  return dispatch(handlers, command, payload);
}

async function dispatch<Name extends CommandName>(
  handlers: CommandHandlers,
  command: Name,
  payload: unknown,
): Promise<Answer<Name>> {
  const parsed = parseRequest(command, payload);
  return parsed.ok ? handlers[command](parsed.request) : { ok: false, failure: parsed.failure };
}

function nextRunId(station: Workstation, strategyId: string): string {
  const { description, kernel } = station.session;
  return `${strategyId}-${description.sessionId.split('-').at(-1)}-${kernel.sequence}`;
}
