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
  const bearish = between(bars, { reach, sign: 1, isComparable });
  const bullish = between(bars, { reach, sign: -1, isComparable });
  return [...bearish, ...bullish].toSorted((a, b) => a.to - b.to);
}

interface Search {
  readonly reach: number;
  /** 1 looks at highs, -1 at lows as if prices and delta stood on their heads. */
  readonly sign: 1 | -1;
  readonly isComparable: (from: number, to: number) => boolean;
}

function between(bars: readonly SwingBar[], { isComparable, reach, sign }: Search): Divergence[] {
  const extreme = (bar: SwingBar) => (sign > 0 ? bar.high : -bar.low);
  const found: Divergence[] = [];
  let from: number | undefined;
  for (let to = reach; to < bars.length - reach; to += 1) {
    if (!isSwing(bars, to, reach, extreme)) continue;
    const [first, second] = [from === undefined ? undefined : bars[from], bars[to] as SwingBar];
    if (from !== undefined && first !== undefined && isComparable(from, to)) {
      const isHigher = extreme(second) > extreme(first);
      const isAgainst = sign * second.cvdLots < sign * first.cvdLots;
      if (isHigher && isAgainst) found.push({ kind: sign > 0 ? 'bearish' : 'bullish', from, to });
    }
    from = to;
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
