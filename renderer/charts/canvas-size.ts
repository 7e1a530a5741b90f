/** Pixels of the screen in one of the page, in the window the canvas is in now. */
export const pixelRatioOf = ({ ownerDocument: { defaultView } }: HTMLCanvasElement): number =>
  (defaultView ?? window).devicePixelRatio || 1;

/** Gives a canvas as many pixels as the screen has for its box; answers with the context in CSS pixels. */
export function fittedContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const ratio = pixelRatioOf(canvas);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
