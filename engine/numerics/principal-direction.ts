const STEPS = 500;
const TOLERANCE = 1e-14;

/**
 * The direction in which rows of numbers vary most together: the leading eigenvector of their covariance
 * (divided by the rows less one), turned so that its parts sum to above zero and scaled so that their
 * absolute values sum to 1. Undefined below two rows or when nothing varies.
 */
export function principalDirection(rows: readonly ArrayLike<number>[]): number[] | undefined {
  const covariance = covarianceOf(rows);
  // A start with unequal parts: one at right angles to the answer would never find it.
  let direction = covariance.map((_, i) => 1 + i / (10 * covariance.length));
  for (let step = 0; step < STEPS; step += 1) {
    const next = covariance.map((row) => row.reduce((sum, each, i) => sum + each * (direction[i] ?? 0), 0));
    const length = Math.hypot(...next);
    if (!(length > 0) || !Number.isFinite(length)) return undefined;
    const unit = next.map((each) => each / length);
    const moved = unit.reduce((most, each, i) => Math.max(most, Math.abs(each - (direction[i] ?? 0))), 0);
    direction = unit;
    if (moved < TOLERANCE) break;
  }
  const total = direction.reduce((sum, each) => sum + each, 0);
  const size = direction.reduce((sum, each) => sum + Math.abs(each), 0);
  return direction.map((each) => (total < 0 ? -each : each) / size);
}

function covarianceOf(rows: readonly ArrayLike<number>[]): number[][] {
  const columns = Array.from({ length: rows.length < 2 ? 0 : (rows[0]?.length ?? 0) }, (_, i) => i);
  const means = columns.map((i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
  const product = (i: number, j: number) =>
    rows.reduce((sum, row) => sum + ((row[i] ?? 0) - (means[i] ?? 0)) * ((row[j] ?? 0) - (means[j] ?? 0)), 0);
  return columns.map((i) => columns.map((j) => product(i, j) / (rows.length - 1)));
}
