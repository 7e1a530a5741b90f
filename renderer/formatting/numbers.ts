import { perLocale } from './locale.ts';

/** What stands where there is no value. */
export const NO_VALUE = '–';

const fixed = perLocale(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const signed = perLocale(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
    }),
);
const percent = perLocale(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);
const signedPercent = perLocale(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
    }),
);
const short = perLocale(
  (locale, digits: number) =>
    new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: digits }),
);
// What is exact has no more decimals than money.
const exact = perLocale(
  (locale, _key: 'exact') => new Intl.NumberFormat(locale, { maximumFractionDigits: 8 }),
);
const plain = perLocale(
  (locale, digits: number) => new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }),
);

type Maybe = number | null | undefined;
const isNumber = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value);
const written = (value: Maybe, format: Intl.NumberFormat) =>
  isNumber(value) ? remembered(value, format) : NO_VALUE;

/** Texts a format keeps before it begins anew. */
const MOST_TEXTS = 4096;
const textsOf = new WeakMap<Intl.NumberFormat, Map<number, string>>();

// Ladder and footprint write the same few thousand numbers with every frame; Intl takes many times a look-up.
function remembered(value: number, format: Intl.NumberFormat): string {
  let texts = textsOf.get(format);
  if (texts === undefined || texts.size >= MOST_TEXTS) textsOf.set(format, (texts = new Map()));
  // A map takes −0 for 0, which would write it with a sign.
  const number = value === 0 ? 0 : value;
  const known = texts.get(number);
  if (known !== undefined) return known;
  const text = format.format(number);
  texts.set(number, text);
  return text;
}

/** Decimal places of a step such as `"0.001"`: 3. */
export const placesOf = (step: string): number => step.split('.')[1]?.length ?? 0;

/** A number with exactly `digits` decimals. */
export const formatFixed = (value: Maybe, digits: number): string => written(value, fixed(digits));

/** An amount in quote currency, two decimals. */
export const formatQuote = (value: Maybe): string => written(value, fixed(2));

/** A gain or loss in quote currency with its sign. */
export const formatPnl = (value: Maybe, digits = 2): string => written(value, signed(digits));

/** A number with its sign and exactly `digits` decimals; nothing has none. */
export const formatSigned = (value: Maybe, digits: number): string => written(value, signed(digits));

/** A fraction as percent: 0.25 is 25 %. */
export const formatShare = (fraction: Maybe, digits = 1): string => written(fraction, percent(digits));

/** A fraction as percent with its sign, for changes. */
export const formatChange = (fraction: Maybe, digits = 2): string => written(fraction, signedPercent(digits));

/** Basis points with their sign, one decimal, without the unit. */
export const formatBps = (value: Maybe): string => written(value, signed(1));

/** A large amount in few characters: 12345 is 12.3K. */
export const formatShort = (value: Maybe): string => written(value, short(3));

/** A whole number with group separators. */
export const formatCount = (value: Maybe): string => written(value, fixed(0));

/** A number of unknown kind, six significant digits. */
export const formatPlain = (value: Maybe): string => written(value, plain(6));

/** A number as exact as it is, or an exact decimal such as `0.00000561`, up to eight decimals. */
export const formatExact = (value: number | string): string =>
  exact('exact').format(value as Intl.StringNumericLiteral);

/** Bytes as kB, MB or GB. */
export function formatBytes(bytes: Maybe): string {
  if (!isNumber(bytes)) return NO_VALUE;
  if (bytes < 1e6) return `${formatFixed(bytes / 1e3, 0)} kB`;
  return bytes < 1e9 ? `${formatFixed(bytes / 1e6, 1)} MB` : `${formatFixed(bytes / 1e9, 2)} GB`;
}

/**
 * `up`, `down` or nothing: the class a signed number is colored by, always beside its sign. What is
 * written as zero with `digits` decimals has no direction.
 */
export function toneOf(value: Maybe, digits = 2): 'up' | 'down' | undefined {
  if (!isNumber(value) || Math.abs(value) < 0.5 * 10 ** -digits) return undefined;
  return value > 0 ? 'up' : 'down';
}
