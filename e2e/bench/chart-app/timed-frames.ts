/**
 * How long frames took: `work` is that of the page's thread for one move, `frame` is from one frame to the next
 * while each moves the chart, with no limit to their rate.
 */
export interface FrameTimes {
  readonly frames: number;
  readonly workP50Ms: number;
  readonly workP99Ms: number;
  readonly frameP50Ms: number;
  readonly frameP99Ms: number;
}

export const nextFrame = (): Promise<number> => new Promise((come) => requestAnimationFrame(come));

/** Resolves when everything of the current frame has run and the page's thread is free again. */
const threadFree = (): Promise<void> =>
  new Promise((free) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => free());
    port1.start();
    port2.postMessage(0);
  });

/** Times frames in each of which `move` changes what is on screen, after a few that do not count. */
export async function timedFrames(count: number, move: (frame: number) => void): Promise<FrameTimes> {
  for (let frame = -Math.min(20, Math.ceil(count / 4)); frame < 0; frame += 1) {
    move(frame);
    await nextFrame();
  }
  const half = Math.ceil(count / 2);
  const work: number[] = [];
  for (let frame = 0; frame < half; frame += 1) work.push(await workOf(() => move(frame)));
  const between: number[] = [];
  await nextFrame();
  let before = performance.now();
  for (let frame = half; frame < count; frame += 1) {
    move(frame);
    await nextFrame();
    const now = performance.now();
    between.push(now - before);
    before = now;
  }
  return {
    frames: count,
    workP50Ms: quantile(work, 0.5),
    workP99Ms: quantile(work, 0.99),
    frameP50Ms: quantile(between, 0.5),
    frameP99Ms: quantile(between, 0.99),
  };
}

/** What the page's thread does for one move: at once, and in the frame that shows it. */
async function workOf(move: () => void): Promise<number> {
  // Asked for before the chart asks, so that it runs before the chart paints.
  let frameBegan = 0;
  requestAnimationFrame(() => (frameBegan = performance.now()));
  const begun = performance.now();
  move();
  const moved = performance.now();
  await nextFrame();
  await threadFree();
  const worked = moved - begun + (performance.now() - frameBegan);
  await nextFrame();
  return worked;
}

const quantile = (values: readonly number[], share: number): number =>
  Number(
    (
      values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
    ).toPrecision(3),
  );
