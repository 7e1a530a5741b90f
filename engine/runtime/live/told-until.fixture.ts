import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { SeenRequest, TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';

const MOST_CHARACTERS = 400;

/** A session at a venue, as far as it is told about. */
export interface ToldRun {
  readonly recorded: readonly RecordedOutcome[];
  readonly phase: string;
  readonly tradingState: string;
  readonly isArmed: boolean;
  readonly heldLots: number;
  readonly frozen: readonly string[];
  readonly openOrders: readonly { readonly id: string; readonly role: string; readonly status: string }[];
}

/** `until` of a session at a venue: where it fails, it tells what the session has said and what the venue was asked. */
export async function untilTold(
  holds: () => boolean,
  ms: number,
  { run, venue }: { readonly run: ToldRun; readonly venue: TradingLoopback },
): Promise<void> {
  const begunAt = realClock.now();
  try {
    await until(holds, ms);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${historyOf(run, venue, begunAt)}`, { cause: error });
  }
}

/** Everything both have said, in order, in ms from `begunAt`. */
function historyOf(run: ToldRun, venue: TradingLoopback, begunAt: number): string {
  const monotonicToUnix = realClock.now() - realClock.monotonicMs();
  const said = run.recorded.filter(({ outcome }) => outcome.kind !== 'account');
  const lines = [
    ...said.map(({ outcome, time }) => ({ at: time, text: `engine ${short(outcome)}` })),
    ...venue.seen.map((seen) => ({ at: seen.atMs + monotonicToUnix, text: `venue  ${requestText(seen)}` })),
  ].toSorted((a, b) => a.at - b.at);
  const state = [
    `phase ${run.phase}, ${run.tradingState}, ${run.isArmed ? 'armed' : 'not armed'}, holds ${run.heldLots} lots`,
    `frozen ${run.frozen.join(' ') || 'nothing'}, ${venue.streamCount} streams, weight used ${venue.limit.usedWeight}`,
    `open here ${run.openOrders.map(({ id, role, status }) => `${role} ${status} ${id}`).join(', ') || 'nothing'}`,
    `open there ${venue.core.openOrders.map(({ clientId, side }) => `${side} ${clientId}`).join(', ') || 'nothing'}`,
  ];
  return [...state, ...lines.map(({ at, text }) => `${Math.round(at - begunAt)} ms ${text}`)].join('\n');
}

const requestText = ({ answer = 'nothing', body, fault, method, path, query }: SeenRequest): string =>
  `${method} ${path}${query} ${body.slice(0, MOST_CHARACTERS)} met ${fault ?? 'no fault'}, was answered ${answer.slice(0, MOST_CHARACTERS)}`;

const short = (outcome: RecordedOutcome['outcome']): string =>
  JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)).slice(
    0,
    MOST_CHARACTERS,
  );
