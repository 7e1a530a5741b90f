import type { EngineSettings, FromEngine } from '../contract/host-control.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';

/** What a workstation is built from. */
export interface WorkstationOptions {
  readonly settings: EngineSettings;
  readonly folder: DataFolder;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Tells the host. */
  readonly tell: (message: FromEngine) => void;
}
