import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The newest value in a box that stays the same, for what lives longer than one drawing. */
export function useLatest<Value>(value: Value): Readonly<RefObject<Value>> {
  const box = useRef(value);
  useLayoutEffect(() => {
    box.current = value;
  });
  return box;
}
