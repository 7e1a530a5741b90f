import type { AccountState } from '../domain/portfolio/account.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import type { History, SessionHistory } from './history.ts';

/** The account at one moment, sessions put together: a session that starts afresh goes on where the last ended. */
export interface EquityPoint {
  readonly time: number;
  /** In ledger units. */
  readonly equity: bigint;
  readonly peak: bigint;
  readonly drawdown: bigint;
  /** Put in less taken out since the opening: what was there beside `equity`. Absent before anything was moved. */
  readonly moved?: bigint;
}

/** Sums of what changed over the whole history, in ledger units. */
export interface LedgerChange {
  readonly openingEquity: bigint;
  readonly gross: bigint;
  readonly fees: bigint;
  readonly funding: bigint;
  readonly unrealized: bigint;
  /** Put in less taken out on the way. */
  readonly transferred: bigint;
  readonly closingEquity: bigint;
}

/** Equity over time, from the opening on. Deposits made on the way are not gains and stay out. */
export function equityCurve(history: History): readonly EquityPoint[] {
  const opening = openingEquityOf(history);
  const from = history.sessions[0]?.session.description.startedAt ?? 0;
  const points: EquityPoint[] = [{ time: from, equity: opening, peak: opening, drawdown: 0n }];
  let earned = opening;
  let peak = opening;
  let movedBefore = 0n;
  for (const session of history.sessions) {
    const openingState = openingStateOf(session);
    const before = profitOf(openingState);
    let moved = movedBefore;
    let profit = before;
    for (const state of session.states) {
      profit = profitOf(state);
      const equity = earned + profit - before;
      if (equity > peak) peak = equity;
      moved = movedBefore + state.deposits - openingState.deposits;
      const point = { time: state.time, equity, peak, drawdown: peak - equity };
      points.push(moved === 0n ? point : { ...point, moved });
    }
    movedBefore = moved;
    earned += profit - before;
  }
  return points;
}

/** What the ledger says changed, from the first session's opening to the last session's closing. */
export function ledgerChange(history: History): LedgerChange {
  const sum = { gross: 0n, fees: 0n, funding: 0n, unrealized: 0n, transferred: 0n };
  for (const session of history.sessions) {
    const before = openingStateOf(session);
    const after = session.states.at(-1) ?? before;
    sum.gross += after.realizedPnl - before.realizedPnl;
    sum.fees += after.fees - before.fees;
    sum.funding += after.funding - before.funding;
    sum.unrealized += after.unrealizedPnl - before.unrealizedPnl;
    sum.transferred += after.deposits - before.deposits;
  }
  const openingEquity = openingEquityOf(history);
  const closingEquity = openingEquity + sum.gross - sum.fees + sum.funding + sum.unrealized + sum.transferred;
  return { openingEquity, ...sum, closingEquity };
}

/** The deepest fall and the peak it fell from; undefined while equity never fell. */
export function deepestDrawdown(curve: readonly EquityPoint[]): EquityPoint | undefined {
  let deepest: EquityPoint | undefined;
  for (const point of curve) {
    if (point.drawdown > (deepest?.drawdown ?? 0n)) deepest = point;
  }
  return deepest;
}

type Amounts = Pick<
  AccountState,
  'deposits' | 'realizedPnl' | 'fees' | 'funding' | 'unrealizedPnl' | 'equity'
>;

function openingStateOf({ session, opening }: SessionHistory): Amounts {
  if (opening) return opening;
  const deposits = moneyFromDecimal(session.description.depositQuote);
  const nothing = moneyFromDecimal('0');
  return {
    deposits,
    realizedPnl: nothing,
    fees: nothing,
    funding: nothing,
    unrealizedPnl: nothing,
    equity: deposits,
  };
}

const profitOf = ({ equity, deposits }: Amounts): bigint => equity - deposits;

function openingEquityOf({ sessions }: History): bigint {
  const [first] = sessions;
  return first ? openingStateOf(first).equity : 0n;
}
