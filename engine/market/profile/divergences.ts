/** What a divergence is read from: the range of a bar and cumulative delta at its end. */
export interface SwingBar {
  readonly high: number;
  readonly low: number;
  readonly cvdLots: number;
}

/** Two neighboring swings of price between which price and cumulative delta moved against each other. */
export interface Divergence {
  /** `bearish`: a higher high of price at a lower cumulative delta. `bullish`: a lower low at a higher one. */
  readonly kind: 'bearish' | 'bullish';
  /** Places of the two swing bars in the list. */
  readonly from: number;
  readonly to: number;
}

/**
 * Divergences of price and cumulative delta, oldest first. A swing high is a bar whose high is strictly
 * over those of the `reach` bars before it and not under those of the `reach` bars after it; a swing low
 * mirrors it. Only two swings of a kind that follow each other are compared, and only where
 * `isComparable` says that cumulative delta was not begun anew between them. A swing is known `reach`
 * bars later, never earlier, and a bar that is still forming has to be left out by the caller.
 */
export function divergences(
  bars: readonly SwingBar[],
  reach: number,
  isComparable: (from: number, to: number) => boolean = () => true,
): Divergence[] {
  const found: Divergence[] = [];
  let high: number | undefined;
  let low: number | undefined;
  for (let at = reach; at < bars.length - reach; at += 1) {
    const isHigh = isSwing(bars, at, reach, ({ high: price }) => price);
    const isLow = isSwing(bars, at, reach, ({ low: price }) => -price);
    if (isHigh && high !== undefined && isComparable(high, at)) {
      const [a, b] = [bars[high] as SwingBar, bars[at] as SwingBar];
      if (b.high > a.high && b.cvdLots < a.cvdLots) found.push({ kind: 'bearish', from: high, to: at });
    }
    if (isLow && low !== undefined && isComparable(low, at)) {
      const [a, b] = [bars[low] as SwingBar, bars[at] as SwingBar];
      if (b.low < a.low && b.cvdLots > a.cvdLots) found.push({ kind: 'bullish', from: low, to: at });
    }
    if (isHigh) high = at;
    if (isLow) low = at;
  }
  return found;
}

function isSwing(
  bars: readonly SwingBar[],
  at: number,
  reach: number,
  extreme: (bar: SwingBar) => number,
): boolean {
  const value = extreme(bars[at] as SwingBar);
  for (let step = 1; step <= reach; step += 1) {
    if (extreme(bars[at - step] as SwingBar) >= value) return false;
    if (extreme(bars[at + step] as SwingBar) > value) return false;
  }
  return true;
}
