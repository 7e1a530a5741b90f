import type { Bar } from '../../domain/market/bar.ts';
import { bars } from './sample-inputs.ts';

/** One-minute bars whose log returns are `returns`: the first closes at 100, each opens where the last closed. */
export function barsOfReturns(returns: readonly number[]): Bar[] {
  let close = 100;
  return [0, ...returns].map((each, index) => {
    const open = close;
    close *= Math.exp(each);
    const [bar] = bars([Math.max(open, close), Math.min(open, close), close, 1]);
    return { ...(bar as Bar), openTime: ((bar as Bar).openTime + index * 60_000) as Bar['openTime'], open };
  });
}
