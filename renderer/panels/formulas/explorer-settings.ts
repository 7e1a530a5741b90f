import { flag } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import type { FormulaFilter } from './formula-filter.ts';

/** What a person looks for in the explorer and looks at. */
export interface ExplorerSettings extends FormulaFilter {
  /** Id of the chosen formula; empty before one was chosen. */
  readonly chosen: string;
  /** Only formulas that have a value now. */
  readonly hasValue: boolean;
}

const LONGEST = 120;
const word = (kept: unknown): string | undefined =>
  typeof kept === 'string' && kept.length <= LONGEST ? kept : undefined;
const anyWord = { first: '', read: word } as const;

export const EXPLORER_RULES: SettingRules<ExplorerSettings> = {
  search: anyWord,
  family: anyWord,
  role: anyWord,
  reads: anyWord,
  chosen: anyWord,
  hasValue: { first: false, read: flag },
};
