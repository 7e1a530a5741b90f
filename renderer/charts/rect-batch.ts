/**
 * Rectangles of one color on whole pixels, painted together. Filling them one by one is several times as
 * fast as filling a path of them, which has to be smoothed. Made once and cleared for every picture, so that
 * pictures leave no garbage.
 */
export class RectBatch {
  /** Left, top, width and height of each, one after the other. */
  readonly #sides: number[] = [];
  #length = 0;

  /** Forgets all rectangles. */
  clear(): void {
    this.#length = 0;
  }

  /** Takes in a rectangle; its edges go to the nearest pixels, and it is never thinner than one. */
  add(left: number, top: number, width: number, height: number): void {
    const sides = this.#sides;
    const at = this.#length;
    const x = Math.round(left);
    const y = Math.round(top);
    sides[at] = x;
    sides[at + 1] = y;
    sides[at + 2] = Math.max(1, Math.round(left + width) - x);
    sides[at + 3] = Math.max(1, Math.round(top + height) - y);
    this.#length = at + 4;
  }

  fill(context: CanvasRenderingContext2D, color: string): void {
    const sides = this.#sides;
    context.fillStyle = color;
    for (let at = 0; at < this.#length; at += 4)
      context.fillRect(
        sides[at] as number,
        sides[at + 1] as number,
        sides[at + 2] as number,
        sides[at + 3] as number,
      );
  }

  /** Fills what lies a pixel inside of each: what is left around it is an outline. */
  fillInside(context: CanvasRenderingContext2D, color: string): void {
    const sides = this.#sides;
    context.fillStyle = color;
    for (let at = 0; at < this.#length; at += 4) {
      const wide = (sides[at + 2] as number) - 2;
      const high = (sides[at + 3] as number) - 2;
      if (wide > 0 && high > 0)
        context.fillRect((sides[at] as number) + 1, (sides[at + 1] as number) + 1, wide, high);
    }
  }
}
