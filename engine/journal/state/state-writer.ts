import { canonicalText } from '../canonical-json.ts';
import { ListCutter } from './list-cutter.ts';
import { LongTexts } from './long-texts.ts';
import { referenceTo, type StatePart, type StateText } from './state-text.ts';

/** Lists of so many entries, and texts of so many characters, may become parts. */
const LONG_LIST = 24;
const LONG_TEXT = 4000;
/** A list that makes fewer parts stays where it is. */
const FEWEST_PARTS = 3;

/**
 * Makes texts of one state after the other. What has not changed since is not made again: the text of an object
 * that is frozen with everything in it is kept for as long as the object is, and a long list is cut where its
 * entries say so, so that one more at the end, or one less at the beginning, changes one part alone.
 */
export class StateWriter {
  readonly #kept = new WeakMap<object, string>();
  readonly #cutter: ListCutter;
  readonly #longTexts = new LongTexts();
  #parts = new Map<string, StatePart>();
  /** Grows with everything met that is long. */
  #longOnes = 0;

  constructor() {
    this.#cutter = new ListCutter(this.#wholeOf, (entry) => this.#kept.has(entry));
  }

  /**
   * The same state gives the same text, whatever was written before.
   * @throws {RangeError} for what JSON cannot hold exactly.
   */
  write(state: unknown): StateText {
    this.#parts = new Map();
    const root = this.#textOf(state);
    this.#longTexts.turn();
    return { root, parts: [...this.#parts.values()] };
  }

  readonly #textOf = (value: unknown): string => {
    if (isLongText(value)) return this.#referenceTo([this.#longTexts.partOf(value)]);
    if (isLongList(value)) return this.#listOf(value);
    return this.#made(value, this.#textOf);
  };

  /** In one piece: what parts are made of has no parts itself. */
  readonly #wholeOf = (value: unknown): string => {
    if (isLongText(value) || isLongList(value)) this.#longOnes += 1;
    return this.#made(value, this.#wholeOf);
  };

  #made(value: unknown, textOf: (held: unknown) => string): string {
    if (typeof value !== 'object' || value === null) return canonicalText(value, textOf);
    const kept = this.#kept.get(value);
    if (kept !== undefined) return kept;
    const before = this.#longOnes;
    const text = canonicalText(value, textOf);
    if (this.#longOnes === before && this.#cannotChange(value)) this.#kept.set(value, text);
    return text;
  }

  // By the language's own word, not by ours.
  #cannotChange(value: object): boolean {
    if (!Object.isFrozen(value)) return false;
    return Object.values(value).every(
      (held) => typeof held !== 'object' || held === null || this.#kept.has(held),
    );
  }

  #listOf(list: readonly unknown[]): string {
    this.#longOnes += 1;
    const pieces = this.#cutter.cut(list);
    if (pieces.length < FEWEST_PARTS) return `[${pieces.map(({ text }) => text).join(',')}]`;
    return `[${this.#referenceTo(pieces.map(({ part }) => part))}]`;
  }

  #referenceTo(parts: readonly StatePart[]): string {
    this.#longOnes += 1;
    for (const part of parts) this.#parts.set(part.digest, part);
    return referenceTo(parts);
  }
}

const isLongText = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= LONG_TEXT;

const isLongList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length >= LONG_LIST;
