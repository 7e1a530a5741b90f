import type { BarSpec } from '../../../engine/contract/flow.ts';
import { flowBarsFrom } from '../../charts/flow/bar-choices.ts';
import { oneOf, wholeWithin } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import type { DeltaSince } from './SincePicker.tsx';

/** What a person sets about delta. */
export interface DeltaSettings {
  readonly bars: BarSpec;
  /** Where cumulative delta begins. */
  readonly since: DeltaSince;
}

/** What delta begins with, and what it believes of what was kept. */
export const DELTA_RULES: SettingRules<DeltaSettings> = {
  bars: { first: { kind: 'time', intervalMs: 60_000 }, read: flowBarsFrom },
  since: {
    first: 'session',
    read: (kept) => oneOf(['session', 'day'] as const)(kept) ?? wholeWithin(0, Number.MAX_SAFE_INTEGER)(kept),
    isOfInstrument: true,
  },
};
