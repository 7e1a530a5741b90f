/** What resting orders gave in one action, in the order it happened. Reused: read it before the next action. */
export class FillLog {
  count = 0;
  /** Price, size given, owner, order and size left of each resting order that was hit. */
  readonly prices: number[] = [];
  readonly lots: number[] = [];
  readonly owners: number[] = [];
  readonly orders: number[] = [];
  readonly left: number[] = [];

  clear(): void {
    this.count = 0;
  }
}
