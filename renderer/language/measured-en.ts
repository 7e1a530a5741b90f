import type { MeasuredUnitWords } from '../formatting/measured-text.ts';

/** Names of numbers that led to a refusal, without their units, where the engine’s own name is not plain enough. */
export const measuredEn: Readonly<Record<string, string>> = {
  armed: 'armed until',
  edge: 'expected edge',
  green: 'green from',
  red: 'red below',
  max: 'at most',
  maxNotional: 'largest notional',
  maxLeverage: 'highest leverage',
  min: 'at least',
  minimum: 'at least',
  minNotional: 'smallest notional',
  per: 'within',
  sinceLast: 'since the last one',
  times: 'at the ceiling',
  opening: 'on their way',
  valid: 'valid for',
  touch: 'best opposite price',
};

const counted =
  (one: string, many: string) =>
  (text: string, value: number): string =>
    `${text} ${value === 1 ? one : many}`;

/** Units of such numbers. */
export const measuredUnitsEn: MeasuredUnitWords = {
  lots: counted('lot', 'lots'),
  'share-of-equity': (text) => `${text} of equity`,
  'share-of-gains': (text) => `${text} of the gains`,
  'times-equity': (text) => `${text}× equity`,
  correlation: (text) => `${text} (−1 to 1)`,
  orders: counted('order', 'orders'),
  positions: counted('position', 'positions'),
  entries: counted('entry', 'entries'),
  changes: counted('change', 'changes'),
  losses: counted('loss', 'losses'),
  'stop-outs': counted('stop-out', 'stop-outs'),
  rejects: counted('reject', 'rejects'),
  exits: counted('exit', 'exits'),
  times: counted('time', 'times'),
};
