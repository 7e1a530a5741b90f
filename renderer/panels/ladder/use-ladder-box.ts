import { type RefObject, useEffect, useState } from 'react';
import { boxOf, watchBox } from '../../charts/element-box.ts';

/** Height of the names of the columns. */
const HEAD_PX = 24;

/** What a ladder has room for. */
interface LadderBox {
  /** Rows that fit under the head; 0 before it was measured. */
  readonly rowCount: number;
  readonly widthPx: number;
}

/** Follows the size of a ladder whose rows are so high. */
export function useLadderBox(box: RefObject<HTMLDivElement | null>, rowPx: number): LadderBox {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    return element === null ? undefined : watchBox(element, () => setSize(boxOf(element)));
  }, [box]);
  return { rowCount: Math.max(0, Math.floor((size.height - HEAD_PX) / rowPx)), widthPx: size.width };
}
