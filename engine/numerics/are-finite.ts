/** Whether every place of a list holds a finite number. */
export function areFinite(numbers: ArrayLike<number>): boolean {
  for (let i = 0; i < numbers.length; i += 1) {
    const each = numbers[i] as number;
    // Compared and not asked by a function, for which each of them would become an object.
    if (!(each > -Infinity && each < Infinity)) return false;
  }
  return true;
}
