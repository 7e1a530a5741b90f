import type { ReadingFunction } from '../readings.ts';

/** One reading of a run as of its last input; NaN where the run has none of that name or it is not known. */
export function readingOf(
  { readings }: { readonly readings?: Readonly<Record<string, ReadingFunction>> },
  name: string,
): number {
  return readings?.[name]?.() ?? NaN;
}
