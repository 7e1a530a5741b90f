import type { FormulaCharting, FormulaView } from '../../engine/contract/formula-commands.ts';
import type { LinkGroup } from './linked-instrument.ts';

/** A formula a person has put on a chart. Plain data, kept with the chart. */
export interface ChartFormula {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly charting: FormulaCharting;
  /** Settings that differ from the formula’s own. */
  readonly params: Readonly<Record<string, number>>;
}

/** The formula with these settings as a chart takes it. */
export const chartFormulaOf = (
  { charting, id, title, unit }: FormulaView,
  params: Readonly<Record<string, number>>,
): ChartFormula => ({ id, title, unit, charting, params });

/** Names a formula with its settings: the same for equal ones. */
export const chartFormulaKey = ({ id, params }: Pick<ChartFormula, 'id' | 'params'>): string =>
  [
    id,
    ...Object.entries(params)
      .map(([name, value]) => `${name}=${value}`)
      .toSorted(),
  ].join(' ');

type Taker = (formula: ChartFormula) => void;
const takers = new Map<LinkGroup, Set<Taker>>();
const waiting = new Map<LinkGroup, readonly ChartFormula[]>();

/**
 * Puts a formula on the charts of a color; answers whether one is open. Otherwise it waits for the next that is
 * opened.
 */
export function offerFormula(group: LinkGroup, formula: ChartFormula): boolean {
  const open = takers.get(group);
  if (open === undefined || open.size === 0) {
    waiting.set(group, [...(waiting.get(group) ?? []), formula]);
    return false;
  }
  for (const take of open) take(formula);
  return true;
}

/** Takes the formulas that are put on charts of a color, those that wait first; answers with the end of it. */
export function takeFormulas(group: LinkGroup, take: Taker): () => void {
  const heard = takers.get(group) ?? new Set();
  takers.set(group, heard.add(take));
  const offered = waiting.get(group) ?? [];
  waiting.delete(group);
  for (const formula of offered) take(formula);
  return () => {
    heard.delete(take);
  };
}

const CHARTINGS: readonly unknown[] = ['bars', 'bars-in-part', 'from-now'] satisfies FormulaCharting[];
/** A question about a chart names at most twelve lines, and its own indicators need seven. */
export const MOST_ON_CHART = 5;

/** Believes formulas that were kept with a chart, one by one. */
export function chartFormulasFrom(kept: unknown): readonly ChartFormula[] | undefined {
  return Array.isArray(kept) ? kept.filter(isChartFormula).slice(0, MOST_ON_CHART) : undefined;
}

function isChartFormula(kept: unknown): kept is ChartFormula {
  if (typeof kept !== 'object' || kept === null) return false;
  const { charting, id, params, title, unit } = kept as Record<string, unknown>;
  const hasTexts = [id, title, unit].every((text) => typeof text === 'string' && text.length <= 200);
  const hasParams =
    typeof params === 'object' && params !== null && Object.values(params).every(Number.isFinite);
  return hasTexts && hasParams && CHARTINGS.includes(charting);
}
