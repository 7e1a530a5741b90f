import { useEffect, useState } from 'react';

const EVERY_MS = 1000;

/** Counts seconds while something on the chart follows the market by asking. */
export function useBeat(isOn: boolean): number {
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setBeat((count) => count + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return beat;
}
