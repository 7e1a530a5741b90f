import type { LimitUnit } from '../../../engine/domain/risk/limit-rules.ts';
import type { RuleUnit } from '../../../engine/domain/risk/rule-numbers.ts';
import { formatPlain } from '../../formatting/numbers.ts';

/** Units of limits and of the numbers of rules. */
type FieldUnit = LimitUnit | RuleUnit;

/** What stands in the field of a limit or a number, and what is written behind it. */
export const FIELD_UNITS: Readonly<Record<FieldUnit, { readonly factor: number; readonly text: string }>> = {
  share: { factor: 100, text: '%' },
  count: { factor: 1, text: '' },
  times: { factor: 1, text: '×' },
  ms: { factor: 1 / 60_000, text: 'min' },
  seconds: { factor: 1 / 1000, text: 's' },
  plain: { factor: 1, text: '' },
  bps: { factor: 1, text: 'bps' },
};

/** The value as it is typed: 4.5 for a share of 0.045. */
export const fieldText = (value: number, unit: FieldUnit): string =>
  String(Number((value * FIELD_UNITS[unit].factor).toPrecision(12)));

/** The value as it is read, with its unit. */
export const ruleText = (value: number, unit: FieldUnit): string =>
  `${formatPlain(Number(fieldText(value, unit)))} ${FIELD_UNITS[unit].text}`.trim();

/** What was typed as a value of the limit; undefined when it is no number. */
export function fieldValue(text: string, unit: FieldUnit): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  return Number((Number(plain) / FIELD_UNITS[unit].factor).toPrecision(12));
}
