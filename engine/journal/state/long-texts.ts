import { partDigest, type StatePart } from './state-text.ts';

/** Digests of long texts, kept from one state to the next: a text that is the same is not looked through again. */
export class LongTexts {
  #before = new Map<string, StatePart>();
  #now = new Map<string, StatePart>();

  partOf(value: string): StatePart {
    const known = this.#now.get(value) ?? this.#before.get(value) ?? partOfText(JSON.stringify(value));
    this.#now.set(value, known);
    return known;
  }

  /** The next state begins; what the last one did not hold is let go of. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

const partOfText = (text: string): StatePart => ({ digest: partDigest(text), text });
