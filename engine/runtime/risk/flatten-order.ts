import type { Position } from '../../domain/portfolio/position.ts';
import type { KernelRooms } from '../kernel-rooms.ts';

/** Open positions by what they could lose from here, most first: to their stop, or all their value without one. */
export function largestRiskFirst(rooms: KernelRooms): readonly Position[] {
  const { ledger } = rooms;
  return ledger
    .positions()
    .map((position) => ({ position, atRisk: atRiskQuote(position, rooms) }))
    .toSorted((a, b) => b.atRisk - a.atRisk)
    .map(({ position }) => position);
}

function atRiskQuote({ instrument, runId, signedLots }: Position, { market, venue }: KernelRooms): number {
  const found = market.of(instrument);
  if (!found) return 0;
  const { instrument: rules, markTicks } = found;
  const perTick = rules.lotValue * rules.tickValue;
  let uncovered = Math.abs(signedLots);
  let atRisk = 0;
  for (const order of venue.openOrders()) {
    if (order.role !== 'stop' || order.runId !== runId || order.instrument !== instrument) continue;
    const covered = Math.min(uncovered, order.lots - order.filledLots);
    const trigger = 'trigger' in order.kind ? order.kind.trigger : markTicks;
    atRisk += covered * Math.abs(markTicks - trigger) * perTick;
    uncovered -= covered;
  }
  return atRisk + uncovered * markTicks * perTick;
}
