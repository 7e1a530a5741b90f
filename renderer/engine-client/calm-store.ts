import { createBeat } from './beat.ts';

/** Something that changes often. */
export interface LivelySource<Value> {
  readonly now: () => Value;
  readonly subscribe: (listener: () => void) => () => void;
  /** Whether a change is so large that nothing of before may be shown any longer. */
  readonly isOther?: (shown: Value, now: Value) => boolean;
}

/**
 * A lively value as of the last beat of a period. In between it stays as it is, however often it is asked:
 * whoever draws for another reason draws nothing new, and React does not find it changed and draw again.
 */
export class CalmStore<Value> {
  readonly #source: LivelySource<Value>;
  readonly #listeners = new Set<() => void>();
  readonly #beat;
  #shown: { readonly value: Value } | undefined;
  #endSource: (() => void) | undefined;

  constructor(everyMs: number, source: LivelySource<Value>) {
    this.#source = source;
    this.#beat = createBeat(everyMs, () => this.#show());
  }

  get now(): Value {
    return this.#shown === undefined ? this.#source.now() : this.#shown.value;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#shown ??= { value: this.#source.now() };
    this.#endSource ??= this.#source.subscribe(() => this.#changed());
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  };

  #changed(): void {
    if (this.#source.isOther?.(this.now, this.#source.now()) === true) this.#show();
    else this.#beat.soon();
  }

  #show(): void {
    this.#shown = { value: this.#source.now() };
    for (const listener of this.#listeners) listener();
  }

  #end(): void {
    this.#beat.end();
    this.#endSource?.();
    this.#endSource = undefined;
    this.#shown = undefined;
  }
}
