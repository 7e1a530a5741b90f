/**
 * What sums that losses are counted from are to be multiplied by after money was put in or taken out, so that the
 * loss is the same part of them as before: nothing was gained or lost by it. 1 where nothing was moved, and where
 * there was or is nothing left to be a part of.
 */
export function transferRatio(
  { deposits, equity }: { readonly deposits: number; readonly equity: number },
  depositsBefore: number,
): number {
  const before = equity - (deposits - depositsBefore);
  return before > 0 && equity > 0 ? equity / before : 1;
}
