import type { InstrumentId } from '../domain/instrument/instrument.ts';
import { VOTE_HORIZON_MS, type VoteGroup } from '../domain/vote/vote-group.ts';
import { membersOf } from '../formulas/edge/vote/vote-members.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import { allFormulas } from '../formulas/registry/all-formulas.generated.ts';
import type { Opinions } from '../formulas/step-contents.ts';
import type { FeatureHandle } from './feature-handle.ts';
import type { FeatureRequest } from './feature-hub.ts';

/** Where formulas are asked for. */
export interface FeatureSource {
  request(instrument: InstrumentId, request: FeatureRequest): FeatureHandle;
}

/** Whose opinions are collected. */
export interface OpinionGroup {
  readonly instrument: InstrumentId;
  readonly group: VoteGroup;
  /** Whom to choose the members from; every formula of the product when left out. */
  readonly formulas?: readonly AnyFormula[];
}

/**
 * What the direction formulas of a group say of an instrument. Holds every one of them, with the parameters
 * and on the bars of its own definition, and gives out their opinions when asked. One that has said nothing
 * new for longer than the horizon of the group is stale and counts as not ready.
 */
export class OpinionCollector {
  /** Numbers of the members, ascending. */
  readonly ids: readonly number[];
  readonly #group: VoteGroup;
  readonly #handles: readonly FeatureHandle[];
  readonly #updates: Float64Array;
  readonly #signals: Float64Array;
  readonly #confidences: Float64Array;
  readonly #values: Float64Array;
  readonly #isReady: Uint8Array;
  readonly #isStale: Uint8Array;

  constructor(source: FeatureSource, { formulas = allFormulas, group, instrument }: OpinionGroup) {
    this.#group = group;
    this.ids = membersOf(group, formulas);
    this.#handles = this.ids.map((id) => source.request(instrument, { formula: `F${id}` }));
    this.#updates = Float64Array.from(this.#handles, ({ updates }) => updates);
    this.#signals = new Float64Array(this.ids.length);
    this.#confidences = new Float64Array(this.ids.length);
    this.#values = new Float64Array(this.ids.length);
    this.#isReady = new Uint8Array(this.ids.length);
    this.#isStale = new Uint8Array(this.ids.length);
  }

  /** Whether one of the formulas took in something since the opinions were last gathered. */
  get hasChanged(): boolean {
    for (let i = 0; i < this.#handles.length; i += 1)
      if (this.#handles[i]?.updates !== this.#updates[i]) return true;
    return false;
  }

  /** The opinions now. The lists are used again for the next ones. */
  gather(time: number): Opinions {
    for (let i = 0; i < this.#handles.length; i += 1) this.#ask(i, time);
    return {
      ids: this.ids,
      signals: this.#signals,
      confidences: this.#confidences,
      values: this.#values,
      isReady: this.#isReady,
      isStale: this.#isStale,
      group: this.#group,
    };
  }

  /** Gives every formula back. */
  release(): void {
    for (const handle of this.#handles) handle.release();
  }

  #ask(place: number, time: number): void {
    const handle = this.#handles[place] as FeatureHandle;
    this.#updates[place] = handle.updates;
    const { value = NaN } = handle;
    const isOld = time - handle.updatedAt > VOTE_HORIZON_MS[this.#group];
    const has = Number.isNaN(value) ? 0 : 1;
    this.#isReady[place] = isOld ? 0 : has;
    this.#isStale[place] = isOld ? has : 0;
    if (this.#isReady[place] === 0) {
      this.#silence(place);
      return;
    }
    this.#values[place] = value;
    this.#signals[place] = handle.reading('signal') ?? 0;
    this.#confidences[place] = handle.reading('confidence') ?? 0;
  }

  #silence(place: number): void {
    this.#values[place] = NaN;
    this.#signals[place] = 0;
    this.#confidences[place] = 0;
  }
}
