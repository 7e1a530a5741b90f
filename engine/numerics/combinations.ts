import { wholeNumber } from './checked-numbers.ts';

/** All ways to choose `size` of the numbers 0 to `count - 1`, each ascending, in lexical order. */
export function combinations(count: number, size: number): number[][] {
  wholeNumber('a count', count, 0);
  wholeNumber('a size', size, 0);
  if (size > count) return [];
  const chosen = Array.from({ length: size }, (_, i) => i);
  const all = [[...chosen]];
  for (let place = size - 1; place >= 0;) {
    const next = (chosen[place] as number) + 1;
    if (next > count - size + place) {
      place -= 1;
      continue;
    }
    for (let i = place; i < size; i += 1) chosen[i] = next + i - place;
    all.push([...chosen]);
    place = size - 1;
  }
  return all;
}
