import { formatPlain } from './numbers.ts';

/** Named numbers as one line: `{ shareOfEquity: 0.31, limit: 0.25 }` is `share of equity 0.31 · limit 0.25`. */
export const measuredText = (measured: Readonly<Record<string, number>>): string =>
  Object.entries(measured)
    .map(([name, value]) => `${spaced(name)} ${formatPlain(value)}`)
    .join(' · ');

/** A name of the engine in words: `edgeProbability` is `edge probability`. */
export const spaced = (name: string): string =>
  name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
