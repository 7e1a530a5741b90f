import { oneOf } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import { LADDER_GROUPS } from './ladder-rows.ts';
import type { Centering } from './ladder-painter.ts';

/** What a person sets about the ladder. Whether clicks trade is not kept: that begins switched off. */
export interface LadderSettings {
  /** Levels a side that the engine sends. */
  readonly levels: number;
  readonly centering: Centering;
  /** Ticks a row gathers; undefined lets the panel choose. */
  readonly groupTicks: number | undefined;
}

/** Levels a side to choose from. */
export const LEVELS: readonly number[] = [25, 50, 100, 200, 500];
export const CENTERINGS: readonly Centering[] = ['auto', 'locked', 'free'];

/** What the ladder begins with, and what it believes of what was kept. */
export const LADDER_RULES: SettingRules<LadderSettings> = {
  // Enough for a tall panel of a dense book.
  levels: { first: 100, read: oneOf(LEVELS) },
  centering: { first: 'auto', read: oneOf(CENTERINGS) },
  groupTicks: { first: undefined, read: oneOf(LADDER_GROUPS), isOfInstrument: true },
};
