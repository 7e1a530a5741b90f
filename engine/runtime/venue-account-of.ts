import { money } from '../domain/units/money.ts';
import type { PaperVenueState } from '../execution/paper-venue.ts';
import type { LedgerState } from '../portfolio/ledger.ts';

/**
 * The state of a paper venue with its account. One left by a version that kept none is given what the ledger knows:
 * all that is on its way then is a fill of a moment, which the venue books when it happens.
 */
export function withVenueAccount({
  ledger,
  venue,
}: {
  readonly ledger: LedgerState;
  readonly venue: PaperVenueState;
}): PaperVenueState {
  if (venue.account) return venue;
  const { deposits, fees, funding, positions, realizedPnl } = ledger;
  const net = new Map<string, { signedLots: number; cost: bigint }>();
  let cash = deposits + realizedPnl - fees + funding;
  for (const { cost, instrument, signedLots } of positions) {
    cash -= cost;
    const before = net.get(instrument) ?? { signedLots: 0, cost: 0n };
    net.set(instrument, { signedLots: before.signedLots + signedLots, cost: before.cost + cost });
  }
  const held = [...net].filter(([, { signedLots }]) => signedLots !== 0);
  return {
    ...venue,
    account: {
      cash: money(cash),
      marks: [],
      positions: held.map(([id, { cost, signedLots }]) => [
        id,
        { signedLots, cost: money(cost), posted: money(cost < 0n ? 0n - cost : cost) },
      ]),
    },
  };
}
