import { type RefObject, useEffect, useState } from 'react';

const HEAD_PX = 24;

/** How many rows fit under the head of the ladder. */
export function useRowCount(box: RefObject<HTMLDivElement | null>, rowPx: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() =>
      setCount(Math.max(0, Math.floor((element.clientHeight - HEAD_PX) / rowPx))),
    );
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [box, rowPx]);
  return count;
}
