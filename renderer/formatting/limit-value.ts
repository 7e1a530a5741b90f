import type { LimitUnit } from '../../engine/domain/risk/limit-rules.ts';
import { formatCount, formatPlain, formatShare, NO_VALUE } from './numbers.ts';
import { formatInterval } from './times.ts';

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
