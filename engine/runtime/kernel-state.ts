import type { PaperVenueState } from '../execution/paper-venue.ts';
import type { LedgerState } from '../portfolio/ledger.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { RunnerState } from './strategy-runner.ts';

/** Everything the kernel must remember across a restart; market and features begin anew. Plain data. */
export interface KernelState {
  readonly version: 1;
  readonly time: number;
  readonly tradingState: TradingState;
  readonly tradingStateReason: string;
  readonly venue: PaperVenueState;
  readonly ledger: LedgerState;
  readonly runs: readonly RunnerState[];
  readonly lastEntrySentAt: Readonly<Record<string, number>>;
}
