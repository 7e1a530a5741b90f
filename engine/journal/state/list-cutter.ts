import { partDigest, type StatePart } from './state-text.ts';

/** A piece has at least so many characters, and ends with the entry that brings it to as many as fit one page. */
const FEWEST_CHARACTERS = 1000;
const MOST_CHARACTERS = 3500;
/** Beyond the fewest, one entry in so many ends its piece. */
const ENDS_ONE_IN = 8;

/** Entries of a list that stand behind one another, as one text with commas. */
export class ListPiece {
  readonly entries: readonly unknown[];
  readonly text: string;
  /** Whether its last entry ends it, so that it stays as it is whatever comes behind. */
  readonly isClosed: boolean;
  #part: StatePart | undefined;

  constructor(entries: readonly unknown[], text: string, isClosed: boolean) {
    this.entries = entries;
    this.text = text;
    this.isClosed = isClosed;
  }

  get part(): StatePart {
    this.#part ??= { digest: partDigest(this.text), text: this.text };
    return this.#part;
  }
}

/**
 * Cuts lists where their entries say so: what was cut before is found again behind new entries and without old
 * ones. Pieces of entries that are frozen are kept as long as their first entry is, and a list that is frozen with
 * everything in it is cut once.
 */
export class ListCutter {
  readonly #textOf: (entry: unknown) => string;
  readonly #isKept: (entry: object) => boolean;
  readonly #known = new WeakMap<object, ListPiece>();
  readonly #whole = new WeakMap<readonly unknown[], readonly ListPiece[]>();

  /** `isKept` says of an entry whether its text can never change. */
  constructor(textOf: (entry: unknown) => string, isKept: (entry: object) => boolean) {
    this.#textOf = textOf;
    this.#isKept = isKept;
  }

  cut(list: readonly unknown[]): readonly ListPiece[] {
    const whole = this.#whole.get(list);
    if (whole) return whole;
    const pieces: ListPiece[] = [];
    for (let at = 0; at < list.length;) {
      const piece = this.#knownAt(list, at) ?? this.#pieceFrom(list, at);
      pieces.push(piece);
      at += piece.entries.length;
    }
    if (Object.isFrozen(list) && list.every((entry) => !isObject(entry) || this.#isKept(entry)))
      this.#whole.set(list, pieces);
    return pieces;
  }

  #knownAt(list: readonly unknown[], at: number): ListPiece | undefined {
    const first = list[at];
    if (typeof first !== 'object' || first === null) return undefined;
    const known = this.#known.get(first);
    if (!known) return undefined;
    const { entries, isClosed } = known;
    if (!isClosed && at + entries.length !== list.length) return undefined;
    return entries.every((entry, i) => entry === list[at + i]) ? known : undefined;
  }

  #pieceFrom(list: readonly unknown[], from: number): ListPiece {
    const entries: unknown[] = [];
    let text = '';
    let isClosed = false;
    for (let at = from; at < list.length && !isClosed; at += 1) {
      const entry = list[at];
      const next = this.#textOf(entry);
      entries.push(entry);
      text += text === '' ? next : `,${next}`;
      isClosed = text.length >= MOST_CHARACTERS || (text.length >= FEWEST_CHARACTERS && endsPiece(next));
    }
    const piece = new ListPiece(entries, text, isClosed);
    const [first] = entries;
    if (isObject(first) && entries.every((entry) => isObject(entry) && this.#isKept(entry)))
      this.#known.set(first, piece);
    return piece;
  }
}

const isObject = (entry: unknown): entry is object => typeof entry === 'object' && entry !== null;

/** By what the entry says alone. FNV-1a, 32 bits. */
function endsPiece(text: string): boolean {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0) % ENDS_ONE_IN === 0;
}
