/** Where a recorded outcome stands: what every projection writes beside its own columns. */
export interface ProjectedRow {
  readonly row: number;
  readonly accountId: string;
  /** Unix ms of the outcome. */
  readonly time: number;
}
