import { useEffect, useState } from 'react';

const FLASH_MS = 300;

interface FlashNumberProps {
  readonly value: number | null;
  /** `value` as it is written. */
  readonly text: string;
  readonly className?: string | undefined;
}

/**
 * A number whose changed digits light up for a moment in the direction they moved. They do not fade: while anything
 * fades, the page is laid out and drawn anew in every frame.
 */
export function FlashNumber({ value, text, className }: FlashNumberProps) {
  const [last, setLast] = useState({ value, text, flashes: 0, direction: 'up', from: text.length });
  if (last.text !== text) {
    setLast({
      value,
      text,
      flashes: last.flashes + 1,
      direction: (value ?? 0) >= (last.value ?? 0) ? 'up' : 'down',
      from: commonPrefix(last.text, text),
    });
  }
  const { flashes, direction, from } = last;
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (flashes === 0) return undefined;
    const timer = setTimeout(() => setGone(flashes), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashes]);
  return (
    <span className={className}>
      {text.slice(0, from)}
      {from < text.length && (
        <span className={flashes > gone ? `flash-${direction}` : undefined}>{text.slice(from)}</span>
      )}
    </span>
  );
}

/** How many characters two texts have in common from the left. */
export function commonPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}
