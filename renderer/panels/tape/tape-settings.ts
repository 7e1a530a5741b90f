import { flag } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';

/** What a person wants to see of the tape. */
export interface TapeChoice {
  /** Smallest size shown, as typed. */
  readonly least: string;
  readonly asPrints: boolean;
  readonly highlightsBig: boolean;
}

/** Characters a typed size may have. */
export const LONGEST_SIZE = 24;

/** What the tape begins with, and what it believes of what was kept. */
export const TAPE_RULES: SettingRules<TapeChoice> = {
  least: {
    first: '',
    read: (kept) => (typeof kept === 'string' && kept.length <= LONGEST_SIZE ? kept : undefined),
    isOfInstrument: true,
  },
  asPrints: { first: false, read: flag },
  highlightsBig: { first: true, read: flag },
};
