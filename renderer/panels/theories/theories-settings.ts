import {
  THEORY_INTERVALS_MS,
  THEORY_PRESETS,
  type TheoryPreset,
} from '../../../engine/domain/theory/theory-reading.ts';
import { oneOf } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';

/** On which bars and how a person wants to read the theories. */
export interface TheoriesChoice {
  readonly intervalMs: (typeof THEORY_INTERVALS_MS)[number];
  readonly preset: TheoryPreset;
}

/** What the panel begins with, and what it believes of what was kept. */
export const THEORIES_RULES: SettingRules<TheoriesChoice> = {
  intervalMs: { first: 60_000, read: oneOf(THEORY_INTERVALS_MS) },
  preset: { first: 'corrected', read: oneOf(THEORY_PRESETS) },
};
