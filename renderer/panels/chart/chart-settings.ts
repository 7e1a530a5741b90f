import type { BarSpec } from '../../../engine/contract/flow.ts';
import { type ChartFormula, chartFormulasFrom } from '../../linking/chart-formula.ts';
import { barSpecFrom, flag, oneOf, someOf } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import { firstSpecOf, INTERVALS_MS } from './bar-spec-choices.ts';
import { BAR_STYLES, type BarStyle } from './chart-scene.ts';
import { type IndicatorKey, INDICATORS } from './indicators.ts';

/** What a person has chosen to see of an instrument. */
export interface ChartSettings {
  readonly spec: BarSpec;
  readonly style: BarStyle;
  readonly keys: readonly IndicatorKey[];
  readonly showsBigTrades: boolean;
  /** Formulas put on the chart. */
  readonly formulas: readonly ChartFormula[];
}

/** What a chart begins with, and what it believes of what was kept. */
export const CHART_RULES: SettingRules<ChartSettings> = {
  spec: { first: firstSpecOf('time'), read: chartBarsFrom },
  style: { first: 'candles', read: oneOf(BAR_STYLES) },
  keys: { first: ['ema', 'vwap'], read: someOf(INDICATORS.map(({ key }) => key)) },
  showsBigTrades: { first: false, read: flag },
  formulas: { first: [], read: chartFormulasFrom },
};

function chartBarsFrom(kept: unknown): BarSpec | undefined {
  const spec = barSpecFrom(kept);
  return spec?.kind === 'time' && !INTERVALS_MS.includes(spec.intervalMs) ? undefined : spec;
}
