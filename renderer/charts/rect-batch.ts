/**
 * Rectangles of one color on whole pixels, painted together. Filling them one by one is several times as
 * fast as filling a path of them, which has to be smoothed.
 */
export class RectBatch {
  readonly #sides: number[] = [];

  /** Takes in a rectangle; its edges go to the nearest pixels, and it is never thinner than one. */
  add(left: number, top: number, width: number, height: number): void {
    const x = Math.round(left);
    const y = Math.round(top);
    this.#sides.push(
      x,
      y,
      Math.max(1, Math.round(left + width) - x),
      Math.max(1, Math.round(top + height) - y),
    );
  }

  fill(context: CanvasRenderingContext2D, color: string, alpha = 1): void {
    if (alpha === 0) return;
    const sides = this.#sides;
    context.fillStyle = color;
    context.globalAlpha = alpha;
    for (let at = 0; at < sides.length; at += 4)
      context.fillRect(
        sides[at] as number,
        sides[at + 1] as number,
        sides[at + 2] as number,
        sides[at + 3] as number,
      );
    context.globalAlpha = 1;
  }

  /** Fills what lies a pixel inside of each: what is left around it is an outline. */
  fillInside(context: CanvasRenderingContext2D, color: string, alpha = 1): void {
    if (alpha === 0) return;
    const sides = this.#sides;
    context.fillStyle = color;
    context.globalAlpha = alpha;
    for (let at = 0; at < sides.length; at += 4) {
      const [wide, high] = [(sides[at + 2] as number) - 2, (sides[at + 3] as number) - 2];
      if (wide > 0 && high > 0)
        context.fillRect((sides[at] as number) + 1, (sides[at + 1] as number) + 1, wide, high);
    }
    context.globalAlpha = 1;
  }
}
