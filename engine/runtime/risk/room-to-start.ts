import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { moneyToNumber, NO_MONEY } from '../../domain/units/money.ts';
import { type AllocationRoom, allocationRoom } from '../../risk/sizing/equity-tiers.ts';
import type { Kernel } from '../kernel.ts';

/**
 * Whether equity, shared by the symbols that strategies trade and one more, is worth twice the smallest order in
 * each: of less a position could be opened and not be closed in parts.
 */
export function roomToStart({ risk, rooms }: Kernel, instrument: InstrumentId): AllocationRoom {
  const symbols = new Set([...rooms.runners.values()].map((runner) => runner.instrument.id)).add(instrument);
  const smallest = [...symbols].map((id) =>
    moneyToNumber(rooms.instruments.get(id)?.minNotional ?? NO_MONEY),
  );
  return allocationRoom(risk.hasPolicy ? 'corrected' : 'off', {
    equityQuote: risk.numbers().equity,
    tradedSymbols: symbols.size,
    minNotionalQuote: Math.max(...smallest),
  });
}
