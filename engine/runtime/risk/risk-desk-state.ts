import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { RiskRules } from '../../domain/risk/risk-policy.ts';
import type { MakerDeskState } from '../../execution/maker/maker-desk.ts';
import type { EntryCeilingState } from '../../risk/limits/entry-ceiling.ts';
import type { LimitBookState } from '../../risk/limits/limit-book.ts';
import type { ReturnHistoryState } from '../../risk/record/return-history.ts';
import type { RiskRecordState } from '../../risk/record/risk-record.ts';
import type { AccountWatchState } from './account-watch.ts';
import type { ExitDeskState } from './exit-desk.ts';

/** What the risk desk must remember across a restart. Plain data. */
export interface RiskDeskState {
  readonly limits: LimitBookState;
  readonly rules: RiskRules;
  readonly account: AccountWatchState;
  readonly record: RiskRecordState;
  readonly ceiling: EntryCeilingState;
  readonly hits: readonly LimitHit[];
  /** Reached by the last event and acted on with the next; absent where there is none. */
  readonly reached?: readonly LimitHit[];
  readonly history: ReturnHistoryState;
  readonly exits: ExitDeskState;
  readonly maker: MakerDeskState;
  /** The trading state is what a limit made it, not what a person did. */
  readonly heldByLimit: boolean;
  /** Why everything is being closed; empty when it is not. */
  readonly flattening: string;
}
