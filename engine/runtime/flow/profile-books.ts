import type { ProfileRange } from '../../contract/footprint-commands.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import { TpoProfile } from '../../market/profile/tpo-profile.ts';
import { VolumeProfile } from '../../market/profile/volume-profile.ts';

const DAY_MS = 86_400_000;
/** Profiles kept of one instrument; the one asked for longest ago is let go. */
const MOST_PROFILES = 24;

/** From `fromMs` up to but without `toMs`; Infinity where it goes on with the market. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A profile of a span that grows with the log. */
interface GrowingProfile {
  readonly take: (time: number, ticks: number, signedLots: number) => void;
  place: number;
  firstTime: number;
  lastTime: number;
}

interface VolumeBook extends GrowingProfile {
  readonly profile: VolumeProfile;
}

interface TpoBook extends GrowingProfile {
  readonly profile: TpoProfile;
}

const books = new WeakMap<TradeLog, Map<string, GrowingProfile>>();

/** The parts of a range at a market time, oldest first. */
export function spansOf(range: ProfileRange, now: number): readonly Span[] {
  const today = Math.floor(now / DAY_MS);
  const day = (back: number): Span => ({
    fromMs: (today - back) * DAY_MS,
    toMs: back === 0 ? Infinity : (today - back + 1) * DAY_MS,
  });
  switch (range.kind) {
    case 'session':
      return [{ fromMs: 0, toMs: Infinity }];
    case 'day':
      return [day(range.daysBack)];
    case 'days':
      return Array.from({ length: range.count }, (_, at) => day(range.count - 1 - at));
    case 'between':
      return [{ fromMs: range.fromMs, toMs: range.toMs }];
  }
}

/** Volume by single ticks of a span, kept up with the log. */
export function volumeBookOf(trades: TradeLog, instrument: Instrument, span: Span): VolumeBook {
  return keptUp(trades, `volume ${span.fromMs} ${span.toMs}`, span, () => {
    const profile = new VolumeProfile(instrument, 1);
    const take: GrowingProfile['take'] = (_time, ticks, signedLots) =>
      profile.add({
        ticks: ticks as Ticks,
        lots: Math.abs(signedLots) as Lots,
        aggressor: signedLots > 0 ? 'buy' : 'sell',
      });
    return { profile, take, place: -1, firstTime: 0, lastTime: 0 };
  });
}

/** Time at price of a span, kept up with the log. */
export function tpoBookOf(
  trades: TradeLog,
  instrument: Instrument,
  { rowTicks, periodMs, ...span }: Span & { readonly rowTicks: number; readonly periodMs: number },
): TpoBook {
  return keptUp(trades, `tpo ${span.fromMs} ${span.toMs} ${rowTicks} ${periodMs}`, span, () => {
    const profile = new TpoProfile(instrument, rowTicks, periodMs);
    const take: GrowingProfile['take'] = (time, ticks) =>
      profile.add({ time: time as UnixMs, ticks: ticks as Ticks });
    return { profile, take, place: -1, firstTime: 0, lastTime: 0 };
  });
}

function keptUp<Book extends GrowingProfile>(
  trades: TradeLog,
  key: string,
  span: Span,
  make: () => Book,
): Book {
  let known = books.get(trades);
  if (known === undefined) books.set(trades, (known = new Map()));
  const book = (known.get(key) as Book | undefined) ?? make();
  known.delete(key);
  known.set(key, book);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > MOST_PROFILES) known.delete(oldest);

  const from = book.place < 0 ? trades.placeAt(span.fromMs) : book.place;
  const until = Number.isFinite(span.toMs) ? trades.placeAt(span.toMs) : trades.total;
  trades.each(
    from,
    (time, ticks, signedLots) => {
      if (book.firstTime === 0) book.firstTime = time;
      book.lastTime = time;
      book.take(time, ticks, signedLots);
    },
    until,
  );
  book.place = Math.max(from, until);
  return book;
}
