import type { CommandHandlers } from '../../contract/handlers.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { fillExplanation } from '../explain-fill.ts';
import type { Workstation } from '../workstation.ts';
import { failed, noInstrument } from './answers.ts';
import { answerBars, answerIndicators } from './bars.ts';
import { answerHistory, findFill } from './history.ts';

type HistoryHandlers = Pick<
  CommandHandlers,
  'bars' | 'indicators' | 'explainFill' | 'equityCurve' | 'history'
>;

/** What a window asks about the past. */
export function historyHandlers(station: Workstation): HistoryHandlers {
  const marketOf = (id: string) => station.session.kernel.rooms.market.of(id);
  return {
    bars: (request) => {
      const market = marketOf(request.instrument);
      return market ? answerBars(market, request) : noInstrument(request.instrument);
    },
    indicators: (request) => {
      const market = marketOf(request.instrument);
      return market ? answerIndicators(market, request) : noInstrument(request.instrument);
    },
    explainFill: ({ fillId }) => {
      const fill = findFill(station, fillId);
      const market = fill && marketOf(fill.instrument);
      if (!fill || !market) return failed('no-such-fill', `there is no fill ${fillId} on this account`);
      return { ok: true, reply: fillExplanation(fill, market.instrument) };
    },
    equityCurve: ({ points }) => {
      const { accountId } = station.session.description;
      const kept = station.journal.equityCurve({ accountId }, points);
      const timesMs = kept.map((state) => state.time);
      return { ok: true, reply: { timesMs, equityQuote: kept.map((state) => moneyToNumber(state.equity)) } };
    },
    history: (request) => answerHistory(station, request),
  };
}
