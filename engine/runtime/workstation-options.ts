import type { EngineSettings, FromEngine } from '../contract/host-control.ts';
import type { RiskPolicy } from '../domain/risk/risk-policy.ts';
import type { RawFrameSink } from '../venues/raw-frame.ts';
import type { EgressGuard } from '../guard/egress/install-egress-guard.ts';
import type { Redactor } from '../guard/redaction/redactor.ts';
import type { VoteLog } from '../journal/votes/vote-log.ts';
import type { KeptJournal } from './backups/kept-journal.ts';
import type { Clock } from './clock.ts';
import type { Fitting } from './fitting/fitting.ts';
import type { DataFolder } from './data-folder.ts';

/** What a workstation is built from. */
export interface WorkstationOptions {
  readonly settings: EngineSettings;
  readonly folder: DataFolder;
  /** Where everything is kept that trades nothing real; `Workstation.journal` is that of the open session. */
  readonly paper: KeptJournal;
  /** Keeps every vote that is counted; none is kept when left out. */
  readonly voteLog?: VoteLog | undefined;
  readonly clock: Clock;
  /** Takes what goes over live connections, where it is to be kept. */
  readonly rawFrames?: RawFrameSink | undefined;
  /** Has formulas fitted on other threads; on the spot when left out. */
  readonly fitting?: Fitting | undefined;
  /** Takes secrets out of what is logged. */
  readonly redactor?: Redactor | undefined;
  /** The door to the network, where there is one. */
  readonly egress?: Pick<EgressGuard, 'admit'> | undefined;
  /** What a paper account without a session begins with; the defaults when left out. */
  readonly policy?: RiskPolicy | undefined;
  /** Tells the host. */
  readonly tell: (message: FromEngine) => void;
}
