import type { PrintView } from '../../../engine/contract/views.ts';

/** The size only one print in twenty reaches: what counts as big until the person says otherwise. */
export function typicalBig(prints: readonly PrintView[]): number | undefined {
  if (prints.length === 0) return undefined;
  const sizes = prints.map(({ sizeBase }) => sizeBase).toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length * 0.95)] ?? sizes.at(-1);
}
