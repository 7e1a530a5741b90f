const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1000, 's'],
] as const;

/** The length of a bar in the longest unit that fits, for names of files: `5m`, `1h`, `1d`. */
export function lengthText(intervalMs: number): string {
  const [unitMs, name] = UNITS.find(([ms]) => intervalMs % ms === 0) ?? [1, 'ms'];
  return `${intervalMs / unitMs}${name}`;
}
