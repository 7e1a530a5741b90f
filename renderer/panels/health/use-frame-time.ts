import { useEffect, useState } from 'react';

const KEPT_FRAMES = 240;
const TOLD_EVERY_MS = 1000;

/** The 99th percentile of the time between the window's last frames in ms; undefined at first. */
export function useFrameTime(): number | undefined {
  const [frameMs, setFrameMs] = useState<number | undefined>();
  useEffect(() => {
    const frames: number[] = [];
    let before: number | undefined;
    let toldAt = 0;
    let request = requestAnimationFrame(function measure(now) {
      if (before !== undefined) frames.push(now - before);
      if (frames.length > KEPT_FRAMES) frames.shift();
      before = now;
      if (now - toldAt >= TOLD_EVERY_MS) {
        toldAt = now;
        setFrameMs(percentile99(frames));
      }
      request = requestAnimationFrame(measure);
    });
    return () => cancelAnimationFrame(request);
  }, []);
  return frameMs;
}

/** The value that 99 of 100 do not exceed; undefined for none. */
export const percentile99 = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * 0.99) - 1)];
