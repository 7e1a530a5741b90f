/** What the tests of one file have shown about one requirement. Dates are days of UTC, `2026-11-22`. */
export interface FileNumbers {
  /** The day the cases ran that name the requirement, how many passed and how many failed. */
  readonly ran?: string;
  readonly passed?: number;
  readonly failed?: number;
  /** The day the numbers were counted or timed, and the numbers in words. */
  readonly measured?: string;
  readonly numbers?: string;
}

/** By requirement, then by the file of the tests from the root of the project. */
export type KeptNumbers = Readonly<Record<string, Readonly<Record<string, FileNumbers>>>>;

/** What a run has left about a requirement. */
export interface Finding {
  readonly requirement: string;
  readonly file: string;
  readonly shown: FileNumbers;
}

/** What the tests of a file still do about a requirement, by its id and the path of the file. */
export interface TestsNow {
  /** A title names it. */
  readonly name: (requirement: string, file: string) => boolean;
  /** A test measures it. */
  readonly measure: (requirement: string, file: string) => boolean;
}

/** Stands in place of a file for numbers that no test writes yet; it goes with the first that a test writes. */
export const BY_HAND = 'by hand';

/**
 * What was kept, with what a run has left in its place where that is as new. What was not part of the run stays as it
 * is; what no test names or measures any more goes.
 */
export function withFindings(kept: KeptNumbers, findings: readonly Finding[], tests: TestsNow): KeptNumbers {
  const all = new Map(Object.entries(kept).map(([id, files]) => [id, new Map(Object.entries(files))]));
  for (const { requirement, file, shown } of findings) {
    const files = all.get(requirement) ?? new Map<string, FileNumbers>();
    files.set(file, withNewer(files.get(file) ?? {}, shown));
    all.set(requirement, files);
  }
  const sorted = [...all].toSorted(byName).map(([id, files]) => [id, stillTested(id, files, tests)] as const);
  return Object.fromEntries(sorted.filter(([, files]) => Object.keys(files).length > 0));
}

function withNewer(kept: FileNumbers, shown: FileNumbers): FileNumbers {
  const isOlder = (day: string | undefined, keptDay: string | undefined) => (day ?? '') < (keptDay ?? '');
  const { ran, passed, failed } = isOlder(shown.ran, kept.ran) ? kept : shown;
  const { measured, numbers } = isOlder(shown.measured, kept.measured) ? kept : shown;
  return { ...(ran && { ran, passed, failed }), ...(measured && { measured, numbers }) };
}

function stillTested(
  id: string,
  files: ReadonlyMap<string, FileNumbers>,
  tests: TestsNow,
): Readonly<Record<string, FileNumbers>> {
  const named = [...files].filter(([file]) => file !== BY_HAND && tests.name(id, file)).toSorted(byName);
  const current = named.map(
    ([file, shown]) => [file, tests.measure(id, file) ? shown : casesOnly(shown)] as const,
  );
  const byHand = files.get(BY_HAND);
  const isMeasured = current.some(([, { numbers }]) => numbers !== undefined);
  return Object.fromEntries(byHand && !isMeasured ? [...current, [BY_HAND, byHand]] : current);
}

const casesOnly = ({ ran, passed, failed }: FileNumbers): FileNumbers => ({
  ...(ran && { ran, passed, failed }),
});

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
