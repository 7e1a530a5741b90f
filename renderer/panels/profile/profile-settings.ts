import { oneOf, rowTicksRule, wholeWithin } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import { RANGE_CHOICES, type RangeChoice, type Stretch } from './profile-question.ts';

/** What a person wants a profile of. */
export interface ProfileChoice {
  readonly kind: 'volume' | 'tpo';
  readonly range: RangeChoice;
  /** Ticks a row has; undefined lets the engine choose. */
  readonly rowTicks: number | undefined;
  /** Begin and end of the fixed range; undefined until somebody chose them. */
  readonly fixed: Stretch | undefined;
}

/** What a profile begins with, and what it believes of what was kept. */
export const PROFILE_RULES: SettingRules<ProfileChoice> = {
  kind: { first: 'volume', read: oneOf(['volume', 'tpo']) },
  range: { first: 'session', read: oneOf(RANGE_CHOICES) },
  rowTicks: rowTicksRule,
  fixed: { first: undefined, read: stretchFrom, isOfInstrument: true },
};

/** The latest moment a date can hold. */
const LAST_MS = 8.64e15;

function stretchFrom(kept: unknown): Stretch | undefined {
  if (typeof kept !== 'object' || kept === null || !('fromMs' in kept) || !('toMs' in kept)) return undefined;
  const moment = wholeWithin(0, LAST_MS);
  const [fromMs, toMs] = [moment(kept.fromMs), moment(kept.toMs)];
  return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
}
