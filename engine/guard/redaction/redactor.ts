import { formsOf } from './forms-of.ts';
import { HIDDEN, hidePatterns } from './hide-patterns.ts';

/**
 * Takes secrets out of texts at the last step before a sink: those it was told of in every form they
 * take, and whatever looks like one.
 */
export class Redactor {
  readonly #secrets = new Map<symbol, readonly string[]>();
  #longest = 0;

  /** From now on this text is hidden, until the function that comes back is called. */
  hide(secret: string): () => void {
    const id = Symbol('secret');
    this.#secrets.set(id, formsOf(secret));
    this.#measure();
    return () => {
      this.#secrets.delete(id);
      this.#measure();
    };
  }

  /** Characters of the longest form of a secret it knows. */
  get longest(): number {
    return this.#longest;
  }

  /** A text without the secrets it knows: for files whose ids and hashes must stay. */
  withoutValues(text: string): string {
    let shown = text;
    for (const forms of this.#secrets.values()) {
      for (const form of forms) shown = shown.replaceAll(form, HIDDEN);
    }
    return shown;
  }

  /** A text without the secrets it knows and without what looks like one: for logs and messages. */
  text(text: string): string {
    return hidePatterns(this.withoutValues(text));
  }

  #measure(): void {
    const lengths = [...this.#secrets.values()].flatMap((forms) => forms.map(({ length }) => length));
    this.#longest = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  }
}
