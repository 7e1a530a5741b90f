import { formatPlain } from './numbers.ts';
import { formatAge, formatTime } from './times.ts';

/** Words for measured numbers, by their name without its unit; one that is not there is written as it is named. */
export type MeasuredWords = Readonly<Record<string, string>>;

type Write = (value: number, currency: string) => string;

const inUnit =
  (unit: string): Write =>
  (value) =>
    `${formatPlain(value)} ${unit}`;

/** How a number is written whose name ends with its unit. */
const UNITS: readonly (readonly [string, Write])[] = [
  ['UntilMs', formatTime],
  ['Quote', (value, currency) => `${formatPlain(value)} ${currency}`],
  ['Bps', inUnit('bps')],
  ['Ppm', inUnit('ppm')],
  ['Ms', formatAge],
  ['Lots', inUnit('lots')],
  ['Ticks', inUnit('ticks')],
];

/**
 * Named numbers as one line: `{ lossQuote: 120, limit: 0.01 }` is `loss 120 USDT · limit 0.01`. Amounts are in the
 * currency of the account.
 */
export const measuredText = (
  measured: Readonly<Record<string, number>>,
  words: MeasuredWords,
  currency: string,
): string =>
  Object.entries(measured)
    .map(([name, value]) => {
      const [unit, write] = UNITS.find(([suffix]) => name.endsWith(suffix)) ?? ['', formatPlain];
      const bare = name.slice(0, name.length - unit.length);
      return `${words[bare] ?? spaced(bare)} ${write(value, currency)}`;
    })
    .join(' · ');

/** A name of the engine in words: `edgeProbability` is `edge probability`. */
export const spaced = (name: string): string =>
  name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
