import type { VoteGroup } from '../../../domain/vote/vote-group.ts';
import type { AnyFormula } from '../../formula.ts';

/** Formulas that read what others say; they would count twice. */
const AGGREGATORS = new Set([78, 223, 224, 335, 353, 387, 388, 389, 400]);
/** From here on the groups are lists; below, what a formula reads decides. */
const LISTED_FROM = 211;

const LISTS: readonly (readonly [VoteGroup, ReadonlySet<number>])[] = [
  ['fast', numbers('239-244 246-248 250-252 254 257 258 260 262 341 342 384')],
  ['medium', numbers('225-229 231 235 278 280 292-294 309 346 347 349 362 364 370 372 392 404 405 407')],
  ['slow', numbers('232-234 259 265-268 270-273 276 277 279 291 298-307 354 403 408-410')],
];

/** The group in which a formula votes; undefined where it does not vote. */
export function voteGroupOf(formula: AnyFormula): VoteGroup | undefined {
  const id = Number(formula.id.slice(1));
  if (formula.role !== 'direction' || !formula.id.startsWith('F')) return undefined;
  if (readsOthers(formula, id)) return undefined;
  if (id >= LISTED_FROM) return LISTS.find(([, listed]) => listed.has(id))?.[0];
  const inputs = formula.catalogue?.inputs ?? [];
  return inputs.some((input) => input === 'trades' || input === 'book') ? 'fast' : 'medium';
}

/** Numbers of the formulas of a group, ascending. */
export const membersOf = (group: VoteGroup, formulas: readonly AnyFormula[]): number[] =>
  formulas
    .filter((formula) => voteGroupOf(formula) === group)
    .map(({ id }) => Number(id.slice(1)))
    .toSorted((a, b) => a - b);

const readsOthers = ({ reads }: AnyFormula, id: number): boolean =>
  AGGREGATORS.has(id) || (reads?.some((kind) => kind === 'opinions' || kind === 'vote') ?? false);

/** The numbers of a list such as `1-3 7`. */
function numbers(list: string): ReadonlySet<number> {
  return new Set(
    list.split(' ').flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    }),
  );
}
