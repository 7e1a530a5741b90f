import type { InstrumentView } from '../../../engine/contract/views.ts';
import { placesOf } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { gridError, inUnit, isDecimal } from '../../order-changes/grid-error.ts';

/** Where a part of an entry leaves with a gain, as it is typed. */
export interface TargetDraft {
  readonly price: string;
  /** Part of the order, in whole hundredths. */
  readonly share: string;
}

/** What is wrong with a target. */
export interface TargetError {
  readonly price?: string | undefined;
  readonly share?: string | undefined;
}

/** As many targets as an order may have. */
export const MOST_TARGETS = 10;

const WHOLE = /^[1-9]\d{0,2}$/;
const ALL = 100;

/** No target: its price may stay empty. */
export const NO_TARGET: readonly TargetDraft[] = [{ price: '', share: String(ALL) }];

/** The same targets with equal parts; what does not divide goes to the last. */
export function equalShares(targets: readonly TargetDraft[]): readonly TargetDraft[] {
  const part = Math.floor(ALL / targets.length);
  return targets.map(({ price }, index) => ({
    price,
    share: String(index === targets.length - 1 ? ALL - part * (targets.length - 1) : part),
  }));
}

/** One more target, or one less; all of them get equal parts. */
export const withTarget = (targets: readonly TargetDraft[]): readonly TargetDraft[] =>
  equalShares([...targets, { price: '', share: '' }]);
export const withoutTarget = (targets: readonly TargetDraft[], index: number): readonly TargetDraft[] =>
  equalShares(targets.filter((_each, at) => at !== index));

/** Whether the order has targets at all: a single empty price is none. */
export const hasTargets = (targets: readonly TargetDraft[]): boolean =>
  targets.length > 1 || targets[0]?.price !== '';

/**
 * The size of each target in base units, on the grid of lots. Parts that are not whole lots are rounded down; where all of
 * the order has targets, the last takes the rest.
 */
export function targetSizes(
  targets: readonly TargetDraft[],
  size: string,
  lotSize: string,
): readonly string[] {
  const lots = Math.round(Number(size) / Number(lotSize));
  const shares = targets.map(({ share }) => Number(share));
  const isWhole = shares.reduce((sum, share) => sum + share, 0) === ALL;
  let left = lots;
  return shares.map((share, index) => {
    const isRest = isWhole && index === shares.length - 1;
    const part = isRest ? left : Math.floor((lots * share) / ALL);
    left -= part;
    return (part * Number(lotSize)).toFixed(placesOf(lotSize));
  });
}

interface TargetRules {
  readonly side: 'buy' | 'sell';
  readonly size: string;
  /** The price the order would meet; undefined while it is not known. */
  readonly price: number | undefined;
  readonly instrument: InstrumentView;
  readonly texts: Texts;
}

/** What is wrong with each target; nothing where the order has none. */
export function targetErrors(targets: readonly TargetDraft[], rules: TargetRules): readonly TargetError[] {
  if (!hasTargets(targets)) return [];
  const sum = targets.reduce((total, { share }) => total + Number(share), 0);
  const sizes = isDecimal(rules.size) ? targetSizes(targets, rules.size, rules.instrument.lotSize) : [];
  return targets.map((target, index) => ({
    price: priceError(target, rules),
    share: shareError(target, sum, sizes[index], rules),
  }));
}

/** The first thing that is wrong with any of them. */
export const firstTargetError = (errors: readonly TargetError[]): string | undefined =>
  errors.flatMap(({ price, share }) => [price, share]).find((error) => error !== undefined);

function priceError(
  { price: typed }: TargetDraft,
  { instrument: { quote, tickSize }, price, side, texts }: TargetRules,
): string | undefined {
  const { rules, target } = texts.ticket;
  const wrong = gridError(target, typed, { step: tickSize, unit: quote }, texts);
  if (wrong !== undefined || price === undefined) return wrong;
  const [reference, was] = [inUnit(price, quote), inUnit(typed, quote)];
  if (side === 'buy' && Number(typed) <= price) return rules.targetAbove(reference, was);
  return side === 'sell' && Number(typed) >= price ? rules.targetBelow(reference, was) : undefined;
}

function shareError(
  { share }: TargetDraft,
  sum: number,
  size: string | undefined,
  { instrument: { base, minSizeBase }, texts }: TargetRules,
): string | undefined {
  const { changes } = texts;
  if (!WHOLE.test(share) || Number(share) > ALL) return changes.share(share);
  if (sum > ALL) return changes.sharesTooMuch(`${sum} %`);
  if (size === undefined || Number(size) >= Number(minSizeBase)) return undefined;
  return changes.partTooSmall(inUnit(minSizeBase, base), inUnit(size, base));
}
