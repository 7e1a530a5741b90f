import type { LimitUnit } from '../../../engine/domain/risk/limit-rules.ts';
import { formatCount, formatPlain, formatShare, NO_VALUE } from '../../formatting/numbers.ts';
import { formatInterval } from '../../formatting/times.ts';

/** A value of a limit with its unit. */
export function limitText(value: number | null, unit: LimitUnit): string {
  if (value === null) return NO_VALUE;
  switch (unit) {
    case 'share':
      return formatShare(value, 2);
    case 'count':
      return formatCount(value);
    case 'times':
      return `${formatShortened(value)}×`;
    case 'ms':
      return formatInterval(value);
    case 'bps':
      return `${formatPlain(value)} bps`;
  }
}

/** At most two decimals, and none that says nothing. */
const formatShortened = (value: number): string => formatPlain(Number(value.toFixed(2)));

/** What stands in the field of a limit, and what is written behind it. */
export const FIELD_UNITS: Readonly<Record<LimitUnit, { readonly factor: number; readonly text: string }>> = {
  share: { factor: 100, text: '%' },
  count: { factor: 1, text: '' },
  times: { factor: 1, text: '×' },
  ms: { factor: 1 / 60_000, text: 'min' },
  bps: { factor: 1, text: 'bps' },
};

/** The value as it is typed: 4.5 for a share of 0.045. */
export const fieldText = (value: number, unit: LimitUnit): string =>
  String(Number((value * FIELD_UNITS[unit].factor).toPrecision(12)));

/** What was typed as a value of the limit; undefined when it is no number. */
export function fieldValue(text: string, unit: LimitUnit): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  return Number((Number(plain) / FIELD_UNITS[unit].factor).toPrecision(12));
}
