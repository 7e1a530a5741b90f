import { type MeasuredUnit, measuredUnit } from '../../domain/risk/measured-unit.ts';
import { isoSecond } from '../library/iso-second.ts';

const percent = (value: number): string => `${plain(value * 100)} %`;
const behind =
  (unit: string) =>
  (value: number): string =>
    `${plain(value)} ${unit}`;

const WRITE: Readonly<Record<MeasuredUnit, (value: number, currency: string) => string>> = {
  quote: (value, currency) => `${plain(value)} ${currency}`,
  bps: behind('bps'),
  ppm: behind('ppm'),
  ms: behind('ms'),
  MiB: behind('MiB'),
  moment: (value) => isoSecond(value),
  lots: behind('lots'),
  ticks: behind('ticks'),
  share: percent,
  'share-of-equity': (value) => `${percent(value)} of equity`,
  'share-of-gains': (value) => `${percent(value)} of the gains`,
  'times-equity': behind('times equity'),
  correlation: behind('(-1 to 1)'),
  count: (value) => plain(value),
  orders: behind('orders'),
  positions: behind('positions'),
  entries: behind('entries'),
  changes: behind('changes'),
  losses: behind('losses'),
  'stop-outs': behind('stop-outs'),
  rejects: behind('rejects'),
  exits: behind('exits'),
  times: behind('times'),
};

/**
 * Named numbers with their units as one line in plain English: `{ lossQuote: 120, limit: 0.01 }` is
 * `loss 120 USDT, limit 1 % of equity`. Amounts are in `currency`.
 */
const measuredLine = (measured: Readonly<Record<string, number>>, currency: string): string =>
  Object.entries(measured)
    .map(([name, value]) => {
      const known = measuredUnit(name, measured);
      if (known === undefined) return `${inWords(name)} ${plain(value)}`;
      const text = WRITE[known.unit](value, currency);
      // `lots 5 lots` says it twice.
      return known.bare === known.unit ? text : `${inWords(known.bare)} ${text}`;
    })
    .join(', ');

/** Six digits, and no dust of binary fractions. */
const plain = (value: number): string => String(Number(value.toPrecision(6)));

const inWords = (name: string): string =>
  name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What was said with the numbers behind it, where there are any: `below-min-size: 3 lots, min 10 lots`. */
export function withNumbers(
  said: string,
  measured: Readonly<Record<string, number>>,
  currency: string,
): string {
  const numbers = measuredLine(measured, currency);
  return numbers === '' ? said : `${said}: ${numbers}`;
}
