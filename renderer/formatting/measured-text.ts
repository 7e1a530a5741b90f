import { type MeasuredUnit, measuredUnit } from '../../engine/domain/risk/measured-unit.ts';
import { formatPlain, formatShare, placesOf } from './numbers.ts';
import { formatAge, formatTime } from './times.ts';

/** Words for measured numbers, by their name without its unit; one that is not there is written as it is named. */
export type MeasuredWords = Readonly<Record<string, string>>;

/** Units that are words of a language. */
export type WordedUnit = Exclude<
  MeasuredUnit,
  'quote' | 'bps' | 'ppm' | 'ms' | 'MiB' | 'moment' | 'ticks' | 'share' | 'count'
>;

/** How a number with such a unit is written; `text` is the number, of a share with its percent sign. */
export type MeasuredUnitWords = Readonly<Record<WordedUnit, (text: string, value: number) => string>>;

/** What a language says of measured numbers. */
export interface MeasuredLanguage {
  readonly words: MeasuredWords;
  readonly units: MeasuredUnitWords;
}

/**
 * Named numbers as one line, each with its unit: `{ lossQuote: 120, limit: 0.01 }` is
 * `loss 120 USDT · limit 1% of equity`. Amounts are in the currency of the account.
 */
export const measuredText = (
  measured: Readonly<Record<string, number>>,
  { units, words }: MeasuredLanguage,
  currency: string,
): string =>
  Object.entries(measured)
    .map(([name, value]) => {
      const { bare, unit } = measuredUnit(name, measured) ?? { bare: name, unit: 'count' };
      const text = unit === 'quote' ? `${formatPlain(value)} ${currency}` : withUnit(value, unit, units);
      // `lots 5 lots` says it twice.
      return bare === unit ? text : `${words[bare] ?? spaced(bare)} ${text}`;
    })
    .join(' · ');

type PlainUnit = Exclude<MeasuredUnit, 'quote' | WordedUnit>;

const PLAIN: Readonly<Record<PlainUnit, (value: number) => string>> = {
  bps: (value) => `${formatPlain(value)} bps`,
  ppm: (value) => `${formatPlain(value)} ppm`,
  MiB: (value) => `${formatPlain(value)} MiB`,
  ticks: (value) => `${formatPlain(value)} ticks`,
  ms: formatAge,
  moment: formatTime,
  count: formatPlain,
  share: (value) => shareText(value),
};

const isPlain = (unit: MeasuredUnit): unit is PlainUnit => unit in PLAIN;
const isShare = (unit: WordedUnit): boolean => unit === 'share-of-equity' || unit === 'share-of-gains';

function withUnit(value: number, unit: PlainUnit | WordedUnit, units: MeasuredUnitWords): string {
  if (isPlain(unit)) return PLAIN[unit](value);
  return units[unit](isShare(unit) ? shareText(value) : formatPlain(value), value);
}

/** A fraction in percent with as many decimals as it needs, of six digits at most. */
const shareText = (value: number): string =>
  formatShare(value, placesOf(String(Number((value * 100).toPrecision(6)))));

/** A name of the engine in words: `edgeProbability` is `edge probability`. */
export const spaced = (name: string): string =>
  name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
