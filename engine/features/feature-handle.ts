/** A number being followed. Whoever asked owns it and gives it back with `release`. */
export interface FeatureHandle {
  /** The value now; undefined until warm and whenever it does not exist. */
  readonly value: number | undefined;
  /** Inputs the formula has taken in so far, so a change can be told from a repeat. */
  readonly updates: number;
  /** Time of the last of them in ms, of a bar its end; -Infinity before the first. */
  readonly updatedAt: number;
  /**
   * What the formula says beyond its value, such as `signal` or `gate`: neutral while there is no value,
   * undefined where the formula says no such thing.
   */
  reading(name: string): number | undefined;
  /** Gives the handle back; a second call does nothing. A formula nobody holds stops. */
  release(): void;
}
