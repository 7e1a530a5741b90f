import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import type { Texts } from '../../language/en.ts';
import { formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';

/** A divergence with the numbers of its two swing bars. */
export interface ShownDivergence {
  readonly isBearish: boolean;
  readonly from: number;
  readonly to: number;
}

/** The divergences an update tells, oldest first. */
export function divergencesOf({ divergences }: Pick<KnownBars, 'divergences'>): readonly ShownDivergence[] {
  return Array.from({ length: Math.floor(divergences.length / 3) }, (_, at) => ({
    isBearish: divergences[at * 3] === 1,
    from: divergences[at * 3 + 1] ?? 0,
    to: divergences[at * 3 + 2] ?? 0,
  }));
}

interface DivergenceWriting {
  readonly tick: number;
  readonly tickPlaces: number;
  readonly lot: number;
  readonly lotPlaces: number;
  readonly base: string;
  readonly texts: Texts['delta'];
}

/** The newest divergence in a sentence with its numbers, or that there is none. */
export function divergenceText(known: KnownBars, writing: DivergenceWriting): string {
  const { base, lot, lotPlaces, texts, tick, tickPlaces } = writing;
  const newest = divergencesOf(known).at(-1);
  const barOf = (number: number) => known.bars.find((bar) => bar.number === number);
  const [from, to] = newest === undefined ? [] : [barOf(newest.from), barOf(newest.to)];
  if (newest === undefined || from === undefined || to === undefined) return texts.noDivergence;
  const extreme = newest.isBearish ? 'highTicks' : 'lowTicks';
  const price = (ticks: number) => formatFixed(ticks * tick, tickPlaces);
  const size = (lots: number) => `${formatSigned(lots * lot, lotPlaces)} ${base}`;
  return texts.divergence(newest.isBearish, {
    fromTime: formatTime(from.openTimeMs),
    toTime: formatTime(to.openTimeMs),
    fromPrice: price(from[extreme]),
    toPrice: price(to[extreme]),
    fromCvd: size(from.cvdLots),
    toCvd: size(to.cvdLots),
  });
}
