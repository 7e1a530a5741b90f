import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import { VOTE_GROUPS, VOTE_HORIZON_MS } from '../../domain/vote/vote-group.ts';
import { membersOf } from '../../formulas/edge/vote/vote-members.ts';
import { declaredSkilful, pValueAt, pValueOf, SkillCounts } from '../../formulas/edge/vote/skill-counts.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import { MULBERRY_STEP as STEP } from '../../numerics/simd/normal-kernel.ts';

const YEAR_MS = 365 * 86_400_000;
const CLUSTER = 8;
const WORD = 32;
const MONTHS = 12;
/** A look that finds less than this can be no discovery. */
const WORTH_A_LOOK = 0.01;

/** How many formulas are tried, and how they are spread over the groups. */
export type NullFormulas = Readonly<Record<VoteGroup, number>>;

/** As many formulas as asked for, spread over the groups as those of the product are. */
export function nullFormulas(total: number, formulas: readonly AnyFormula[]): NullFormulas {
  const counts = VOTE_GROUPS.map((group) => membersOf(group, formulas).length);
  const all = counts.reduce((sum, each) => sum + each, 0);
  const [fast = 0, , slow = 0] = counts.map((count) => Math.round((count * total) / all));
  return { fast, medium: total - fast - slow, slow };
}

/** What a year of a market without anything to know came to. */
export interface NullYear {
  readonly outcomes: number;
  /** Formulas of all groups declared skilful by all outcomes, each group looked at once at the end of the year. */
  readonly declared: number;
  /** Most formulas of a group that were marked at one time, counted and looked at as its vote does. */
  readonly declaredAtAnyTime: number;
  /** Formulas of which the p-value at the end is below 5 %: what would be declared without control. */
  readonly uncontrolled: number;
}

/**
 * A year of outcomes of formulas without skill at the horizons of their groups: the market rises a little more
 * often than it falls, formulas come in clusters of eight that say the same three times of four, lean to one
 * side and speak one time of two, and none of them knows anything.
 */
export function nullYear(seed: number, formulas: NullFormulas): NullYear {
  const bits = new RandomBits(seed);
  let declaredAtAnyTime = 0;
  const groups: NullGroup[] = VOTE_GROUPS.map(
    (group) =>
      new NullGroup(bits, { count: formulas[group], horizonMs: VOTE_HORIZON_MS[group] }, () => {
        declaredAtAnyTime = Math.max(declaredAtAnyTime, ...groups.map(({ marked }) => marked));
      }),
  );
  for (let month = 0; month < MONTHS; month += 1) for (const group of groups) group.pass(YEAR_MS / MONTHS);
  const pValues = groups.map((group) => group.pValues());
  return {
    outcomes: groups.reduce((sum, group) => sum + group.outcomes, 0),
    declared: pValues.reduce((sum, each) => sum + declaredOf(each), 0),
    declaredAtAnyTime,
    uncontrolled: pValues.flat().filter((p) => p < 0.05).length,
  };
}

const declaredOf = (pValues: readonly number[]): number => declaredSkilful(pValues).filter(Boolean).length;

/** Thirty-two coins at a time: mulberry32, of which a number in [0, 1) would only be divided to be multiplied again. */
class RandomBits {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  word(): number {
    this.#state = (this.#state + STEP) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return mixed ^ (mixed >>> 14);
  }
}

/** How many formulas a group has, and how long their outcomes take. */
interface NullGroupSize {
  readonly count: number;
  readonly horizonMs: number;
}

/** The formulas of one group; bits of a word are moments one horizon apart. */
class NullGroup {
  readonly #skill: SkillCounts;
  readonly #bits: RandomBits;
  readonly #count: number;
  readonly #horizonMs: number;
  readonly #onLook: () => void;
  /** Outcomes at which a formula is looked at next. */
  readonly #nextLooks: Float64Array;
  #owedMs = 0;

  /** `onLook` hears of every look that found something out of the usual. */
  constructor(bits: RandomBits, { count, horizonMs }: NullGroupSize, onLook: () => void) {
    this.#skill = new SkillCounts(count);
    this.#bits = bits;
    this.#count = count;
    this.#horizonMs = horizonMs;
    this.#onLook = onLook;
    this.#nextLooks = new Float64Array(count).fill(WORD);
  }

  get outcomes(): number {
    return this.#skill.tables.reduce((sum, each) => sum + each, 0);
  }

  /** Formulas that the counts of the vote mark as skilful now. */
  get marked(): number {
    return Array.from({ length: this.#count }, (_, k) => this.#skill.isSkilful(k)).filter(Boolean).length;
  }

  pass(durationMs: number): void {
    this.#owedMs += durationMs;
    for (; this.#owedMs >= this.#horizonMs; this.#owedMs -= WORD * this.#horizonMs) {
      const moments = Math.min(WORD, Math.floor(this.#owedMs / this.#horizonMs));
      this.#passWord(moments === WORD ? -1 : (1 << moments) - 1);
    }
    this.#owedMs = Math.max(0, this.#owedMs);
  }

  pValues(): number[] {
    return Array.from({ length: this.#count }, (_, k) => {
      const [upRose = 0, upFell = 0, downRose = 0, downFell = 0] = this.#skill.tables.subarray(
        4 * k,
        4 * k + 4,
      );
      return pValueOf([upRose, upFell, downRose, downFell]);
    });
  }

  #passWord(moments: number): void {
    const bits = this.#bits;
    // Sixteen and a half of thirty-two bars rise.
    const rose = bits.word() | (bits.word() & bits.word() & bits.word() & bits.word() & bits.word());
    let cluster = 0;
    for (let k = 0; k < this.#count; k += 1) {
      if (k % CLUSTER === 0) cluster = bits.word();
      const isSame = bits.word() | bits.word();
      const said = (cluster & isSame) | (bits.word() & ~isSame);
      this.#score(k, { up: leaning(said, k % 3, bits), rose, spoken: bits.word() & moments });
    }
  }

  #score(k: number, { rose, spoken, up }: Readonly<Record<'rose' | 'spoken' | 'up', number>>): void {
    const upRose = onesOf(up & rose & spoken);
    const upFell = onesOf(up & spoken) - upRose;
    const downRose = onesOf(rose & spoken) - upRose;
    const downFell = onesOf(spoken) - upRose - upFell - downRose;
    const ups = this.#add(4 * k, upRose) + this.#add(4 * k + 1, upFell);
    const outcomes = ups + this.#add(4 * k + 2, downRose) + this.#add(4 * k + 3, downFell);
    if (outcomes >= (this.#nextLooks[k] as number)) this.#look(k, looksAt(outcomes));
  }

  /** Adds to a count of the tables; answers what it is now. */
  #add(cell: number, more: number): number {
    const count = (this.#skill.tables[cell] as number) + more;
    this.#skill.tables[cell] = count;
    return count;
  }

  #look(k: number, look: number): void {
    this.#nextLooks[k] = WORD * 2 ** look;
    const pValue = pValueAt(look, this.#skill.tables.subarray(4 * k, 4 * k + 4));
    this.#skill.restore(k, pValue);
    if (pValue < WORTH_A_LOOK) this.#onLook();
  }
}

/** Looks a formula with so many outcomes has had; words come in thirty-twos, so a look may come a few outcomes late. */
const looksAt = (outcomes: number): number => Math.floor(Math.log2(outcomes / WORD)) + 1;

/** Every third formula leans to rises in nine of sixteen cases, every third to falls. */
function leaning(said: number, lean: number, bits: RandomBits): number {
  if (lean === 0) return said;
  const eighth = bits.word() & bits.word() & bits.word();
  return lean === 1 ? said | eighth : said & ~eighth;
}

/** Bits set in a word. */
function onesOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
