import type { Answer, CommandName } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { isCommandName, parseRequest } from '../../contract/parse-request.ts';
import type { Workstation } from '../workstation.ts';
import { failed } from './answers.ts';
import { breatherOf } from '../breather.ts';
import { chartHandlers } from './chart-handlers.ts';
import { feedHandlers } from './feed-handlers.ts';
import { footprintHandlers } from './footprint-handlers.ts';
import { formulaHandlers } from './formula-handlers.ts';
import { heatmapHandlers } from './heatmap-handlers.ts';
import { historyHandlers } from './history-handlers.ts';
import { libraryHandlers } from './library-handlers.ts';
import { numberHandlers } from './number-handlers.ts';
import { riskHandlers } from './risk-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { tradingHandlers } from './trading-handlers.ts';
import { truePriceHandlers } from './true-price-handlers.ts';
import { voteHandlers } from './vote-handlers.ts';

/** Answers what a window asked. `windowId` says whose feed is meant. */
export const createHandlers = (station: Workstation, windowId: number): CommandHandlers => ({
  ...feedHandlers(station, windowId),
  ...tradingHandlers(station),
  ...historyHandlers(station),
  ...heatmapHandlers(station),
  ...footprintHandlers(station),
  ...sessionHandlers(station),
  ...libraryHandlers(station),
  ...formulaHandlers,
  ...truePriceHandlers(station),
  ...numberHandlers(station),
  ...riskHandlers(station),
  ...voteHandlers(station),
  ...chartHandlers(() => ({
    marketOf: (id) => station.session.kernel.rooms.market.of(id),
    flow: station.flow,
    instruments: () => station.session.description.instruments,
    breathe: () => breatherOf(station.options.clock),
  })),
});

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
