import type { BarSpec } from '../../../engine/contract/flow.ts';
import { flowBarsFrom } from '../../charts/flow/bar-choices.ts';
import { flag, numberWithin, rowTicksRule, wholeWithin } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';

/** What a person sets about a footprint. */
export interface FootprintSettings {
  readonly bars: BarSpec;
  /** Ticks in a row; undefined lets the panel choose. */
  readonly rowTicks: number | undefined;
  /** How many times as much as diagonally across makes an imbalance. */
  readonly ratio: number;
  /** Base units the stronger side must have, at least. */
  readonly minBase: number;
  /** Neighboring imbalances that count as stacked. */
  readonly stack: number;
  /** Whether the fields for the marks and the legend are on screen. */
  readonly areMarksOpen: boolean;
}

/** Least and most of what can be typed. */
export const MARK_LIMITS = { ratio: [1, 1000], minBase: [0, 1e9], stack: [2, 50] } as const;

/** What a footprint begins with, and what it believes of what was kept. */
export const FOOTPRINT_RULES: SettingRules<FootprintSettings> = {
  bars: { first: { kind: 'time', intervalMs: 60_000 }, read: flowBarsFrom },
  rowTicks: rowTicksRule,
  ratio: { first: 3, read: numberWithin(...MARK_LIMITS.ratio) },
  minBase: { first: 0, read: numberWithin(...MARK_LIMITS.minBase), isOfInstrument: true },
  stack: { first: 3, read: wholeWithin(...MARK_LIMITS.stack) },
  areMarksOpen: { first: false, read: flag },
};

/** What the engine is asked to mark, with the size in whole lots. */
export const marksOf = (
  { minBase, ratio, stack }: Pick<FootprintSettings, 'minBase' | 'ratio' | 'stack'>,
  lot: number,
) => ({
  ratio,
  minLots: Math.max(1, Math.ceil(minBase / lot - 1e-9)),
  stack,
});

/** A typed number if it is within its limits. */
export function typedNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}
