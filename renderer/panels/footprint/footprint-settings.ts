import type { BarSpec } from '../../../engine/contract/flow.ts';

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
}

export const FIRST_SETTINGS: FootprintSettings = {
  bars: { kind: 'time', intervalMs: 60_000 },
  rowTicks: undefined,
  ratio: 3,
  minBase: 0,
  stack: 3,
};

/** What the engine is asked to mark, with the size in whole lots. */
export const marksOf = ({ minBase, ratio, stack }: FootprintSettings, lot: number) => ({
  ratio,
  minLots: Math.max(1, Math.ceil(minBase / lot - 1e-9)),
  stack,
});

/** A typed number if it is within its limits. */
export function typedNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}
