import type { FormulaView } from '../../../engine/contract/formula-commands.ts';
import { formatPlain } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';

/** The numbers a value never leaves, as a mathematician writes them; empty where there are none. */
export function limitsText({ max, min }: Pick<FormulaView, 'max' | 'min'>): string {
  if (min === null && max === null) return '';
  if (max === null) return `≥ ${formatPlain(min)}`;
  return min === null ? `≤ ${formatPlain(max)}` : `${formatPlain(min)} … ${formatPlain(max)}`;
}

/** A formula as plain text, with the settings it runs with. */
export function formulaText(
  formula: FormulaView,
  params: Readonly<Record<string, number>>,
  texts: Texts['formulas'],
): string {
  const settings = formula.params.map(
    ({ first, fixed, name }) => `${name} = ${params[name] ?? first ?? fixed}`,
  );
  const parts: readonly (readonly [string, string])[] = [
    [texts.unit, formula.unit],
    [texts.range, [limitsText(formula), formula.range].filter((part) => part !== '').join('; ')],
    [texts.settings, settings.join(', ')],
    [texts.definition, formula.definition],
    [texts.signal, formula.signal],
    [texts.source, formula.source],
  ];
  const lines = parts.filter(([, text]) => text !== '').map(([name, text]) => `${name}: ${text}`);
  return [`${formula.id} ${formula.title} (${formula.key})`, ...lines].join('\n');
}
