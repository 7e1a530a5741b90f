import type {
  AccountView,
  ClosedTradeView,
  IsolatedAccountsView,
  PositionView,
} from '../../contract/views.ts';
import { type Instrument, notionalOf, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import type { Position } from '../../domain/portfolio/position.ts';
import { lots } from '../../domain/units/lots.ts';
import { addMoney, moneyToNumber, NO_MONEY, subtractMoney } from '../../domain/units/money.ts';
import { type Ticks, ticks } from '../../domain/units/ticks.ts';
import type { Kernel } from '../kernel.ts';

export function accountView(kernel: Kernel, positions: readonly PositionView[]): AccountView {
  const account = kernel.account();
  const equityQuote = moneyToNumber(account.equity);
  const peak = moneyToNumber(account.peakEquity);
  const drawdownQuote = moneyToNumber(account.drawdown);
  return {
    timeMs: account.time,
    equityQuote,
    depositsQuote: moneyToNumber(account.deposits),
    realizedPnlQuote: moneyToNumber(account.realizedPnl),
    unrealizedPnlQuote: moneyToNumber(account.unrealizedPnl),
    feesQuote: moneyToNumber(account.fees),
    fundingQuote: moneyToNumber(account.funding),
    drawdownQuote,
    drawdown: peak > 0 ? drawdownQuote / peak : 0,
    grossExposure: equityQuote > 0 ? moneyToNumber(kernel.grossExposure()) / equityQuote : 0,
    openRiskQuote: positions.reduce((sum, position) => sum + riskOf(position), 0),
    isolated: isolatedView(kernel),
  };
}

// Subtracted while exact, so that the parts on screen add up.
function isolatedView(kernel: Kernel): IsolatedAccountsView {
  const results = kernel.isolatedResults();
  const sumOf = (part: 'shared' | 'isolated') =>
    results.reduce((sum, each) => addMoney(sum, each[part]), NO_MONEY);
  const shared = sumOf('shared');
  const isolated = sumOf('isolated');
  return {
    rows: results.map((each) => ({
      runId: each.runId,
      strategyId: each.strategyId,
      sharedPnlQuote: moneyToNumber(each.shared),
      isolatedPnlQuote: moneyToNumber(each.isolated),
      differenceQuote: moneyToNumber(subtractMoney(each.shared, each.isolated)),
    })),
    sharedPnlQuote: moneyToNumber(shared),
    isolatedPnlQuote: moneyToNumber(isolated),
    interactionQuote: moneyToNumber(subtractMoney(shared, isolated)),
  };
}

// Without a stop the whole value is at risk; a stop beyond the entry has locked a gain in.
function riskOf({ direction, markPrice, sizeBase, stopPrice }: PositionView): number {
  const at = markPrice ?? 0;
  const stop = stopPrice ?? (direction === 'long' ? 0 : 2 * at);
  return Math.max(0, (direction === 'long' ? at - stop : stop - at) * sizeBase);
}

/** Open positions, with their protective stops. */
export function positionViews(kernel: Kernel): PositionView[] {
  return kernel.rooms.ledger
    .positions()
    .filter((position) => position.signedLots !== 0)
    .map((position) => {
      const market = kernel.rooms.market.of(position.instrument);
      if (!market) throw new Error(`a position in an unknown instrument: ${position.instrument}`);
      return positionView(position, market.instrument, market.markTicks, stopOf(kernel, position));
    });
}

/** At a real venue a stop counts once it is known to stand; on paper it stands as soon as it was sent. */
function stopOf({ rooms }: Kernel, { instrument, runId }: Position): Ticks | undefined {
  const { description, venue } = rooms;
  const known = venue.knownStop(runId, instrument);
  if (known !== undefined || description.mode === 'live') return known;
  const sent = venue
    .openOrders()
    .find((order) => order.role === 'stop' && order.runId === runId && order.instrument === instrument);
  return sent && 'trigger' in sent.kind ? sent.kind.trigger : undefined;
}

function positionView(
  position: Position,
  instrument: Instrument,
  markTicks: number,
  stop: Ticks | undefined,
): PositionView {
  const held = lots(Math.abs(position.signedLots));
  const sizeBase = quantityOf(instrument, held);
  const cost = moneyToNumber(position.cost);
  const value =
    markTicks > 0 ? moneyToNumber(notionalOf(instrument, held, ticks(markTicks))) : Math.abs(cost);
  return {
    runId: position.runId,
    instrument: instrument.id,
    direction: position.signedLots > 0 ? 'long' : 'short',
    sizeBase,
    entryPrice: Math.abs(cost) / sizeBase,
    markPrice: markTicks > 0 ? priceOf(instrument, ticks(markTicks)) : null,
    unrealizedPnlQuote: Math.sign(position.signedLots) * value - cost,
    realizedPnlQuote: moneyToNumber(position.realizedPnl),
    feesQuote: moneyToNumber(position.feesPaid),
    fundingQuote: moneyToNumber(position.funding),
    stopPrice: stop === undefined ? null : priceOf(instrument, stop),
  };
}

export function closedTradeView(trade: ClosedTrade, instrument: Instrument): ClosedTradeView {
  const { closedAt, direction, openedAt, runId, tradeId } = trade;
  return {
    tradeId,
    runId,
    instrument: instrument.id,
    direction,
    openedAtMs: openedAt,
    closedAtMs: closedAt,
    sizeBase: quantityOf(instrument, lots(trade.maxLots)),
    netPnlQuote: moneyToNumber(trade.netPnl),
    feesQuote: moneyToNumber(trade.fees),
  };
}
