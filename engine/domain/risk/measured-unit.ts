/** What a number is counted or measured in that led to a refusal, a reject or a reached limit. */
export type MeasuredUnit =
  | 'quote'
  | 'bps'
  | 'ppm'
  | 'ms'
  | 'MiB'
  /** A moment in ms since 1970. */
  | 'moment'
  | 'lots'
  | 'ticks'
  /** A fraction, of what the name says. */
  | 'share'
  | 'share-of-equity'
  | 'share-of-gains'
  | 'times-equity'
  /** From -1 to 1, a number without a unit. */
  | 'correlation'
  /** A number of what the name says. */
  | 'count'
  | 'orders'
  | 'positions'
  | 'entries'
  | 'changes'
  | 'losses'
  | 'stop-outs'
  | 'rejects'
  | 'exits'
  | 'times';

/** A name with its unit cut off, and the unit. */
export interface MeasuredName {
  readonly bare: string;
  readonly unit: MeasuredUnit;
}

const ENDINGS: readonly (readonly [string, MeasuredUnit])[] = [
  ['UntilMs', 'moment'],
  ['Quote', 'quote'],
  ['Bps', 'bps'],
  ['Ppm', 'ppm'],
  ['Ms', 'ms'],
  ['MiB', 'MiB'],
  ['Lots', 'lots'],
  ['Ticks', 'ticks'],
];

/** Names that do not end with their unit. */
const UNIT_OF: Readonly<Record<string, MeasuredUnit>> = {
  accountEntries: 'count',
  amends: 'count',
  conviction: 'share',
  correlation: 'correlation',
  distance: 'share',
  entriesInFlight: 'count',
  exits: 'count',
  leastConviction: 'share',
  leverage: 'times-equity',
  losses: 'count',
  lost: 'share',
  lots: 'lots',
  maxLeverage: 'times-equity',
  ofFills: 'count',
  openOrders: 'count',
  openPositions: 'count',
  opening: 'positions',
  orders: 'count',
  probability: 'share',
  rejects: 'count',
  share: 'share-of-equity',
  stopOuts: 'count',
  strategyEntries: 'count',
  times: 'times',
  totalShare: 'share-of-equity',
  tradedSymbols: 'count',
  until: 'moment',
  worseFills: 'count',
};

/** What `limit` is measured in beside a number of another unit than its own, or one whose name says the unit. */
const LIMIT_BESIDE: Readonly<Record<string, MeasuredUnit>> = {
  accountEntries: 'entries',
  amends: 'changes',
  exits: 'exits',
  gainsQuote: 'share-of-gains',
  losses: 'losses',
  lossQuote: 'share-of-equity',
  openOrders: 'orders',
  openPositions: 'positions',
  rejects: 'rejects',
  stopOuts: 'stop-outs',
  strategyEntries: 'entries',
  worseFills: 'share',
};

/**
 * The unit of a measured number by its name; that of `limit` by what was measured against it. Undefined for a name
 * nobody has given a unit.
 */
export function measuredUnit(
  name: string,
  measured: Readonly<Record<string, number>>,
): MeasuredName | undefined {
  if (name === 'limit') {
    const unit = unitOfLimit(measured);
    return unit && { bare: name, unit };
  }
  const named = UNIT_OF[name];
  if (named !== undefined) return { bare: name, unit: named };
  const found = ENDINGS.find(([ending]) => name.endsWith(ending));
  if (found === undefined) return undefined;
  const [ending, unit] = found;
  return { bare: name.slice(0, -ending.length), unit };
}

function unitOfLimit(measured: Readonly<Record<string, number>>): MeasuredUnit | undefined {
  const others = Object.keys(measured).filter((name) => name !== 'limit');
  const named = others.find((name) => LIMIT_BESIDE[name] !== undefined);
  if (named !== undefined) return LIMIT_BESIDE[named];
  const [first] = others;
  return first === undefined ? undefined : measuredUnit(first, measured)?.unit;
}
