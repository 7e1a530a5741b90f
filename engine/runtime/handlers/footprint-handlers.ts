import type { CommandHandlers } from '../../contract/handlers.ts';
import { flowKey } from '../../contract/flow-key.ts';
import type { ProfileRange } from '../../contract/footprint-commands.ts';
import { type FlowBarsWatch, footprintBookOf } from '../flow/footprint-books.ts';
import { flowBars, packedDivergences, packedNaked } from '../flow/footprint-views.ts';
import { marketOrders, marketOrderSeriesOf } from '../flow/market-order-books.ts';
import { spansOf } from '../flow/profile-books.ts';
import { type ProfileQuestion, tpoProfileView, volumeProfileView } from '../flow/profile-views.ts';
import type { Workstation } from '../workstation.ts';
import { failed, noInstrument } from './answers.ts';

/** Trades one question takes in at most; the rest follows frame by frame while it is watched. */
const MOST_TRADES = 400_000;

type FootprintHandlers = Pick<
  CommandHandlers,
  'footprint' | 'deltaBars' | 'marketOrders' | 'volumeProfile' | 'tpoProfile'
>;

interface Page {
  readonly count: number;
  readonly before?: number | undefined;
}

interface ProfileRequest {
  readonly instrument: string;
  readonly range: ProfileRange;
  readonly rowTicks: number | 'auto';
  readonly share: number;
}

/** What the footprint, delta, profile and time & sales displays ask. */
export function footprintHandlers(station: Workstation): FootprintHandlers {
  const marketOf = (id: string) => station.session.kernel.rooms.market.of(id);

  const bars = (watch: FlowBarsWatch, { before = Infinity, count }: Page) => {
    const market = marketOf(watch.instrument);
    if (!market) return noInstrument(watch.instrument);
    const book = footprintBookOf(flowKey(watch), watch, market, station.flow.tradesOf(watch.instrument));
    const isComplete = book.catchUp(MOST_TRADES);
    const until = Math.min(before, book.series.closedBars + 1);
    const part = flowBars(book, { from: Math.max(0, until - count), until }, isComplete);
    const more =
      watch.kind === 'footprint' ? { naked: packedNaked(book) } : { divergences: packedDivergences(book) };
    return { ok: true, reply: { ...part, ...more } } as const;
  };

  const profiles = <View>(
    { instrument, range, rowTicks, share }: ProfileRequest,
    view: (question: ProfileQuestion) => View | undefined,
  ) => {
    const market = marketOf(instrument);
    if (!market) return noInstrument(instrument);
    const trades = station.flow.tradesOf(instrument);
    try {
      const found = spansOf(range, market.lastEventTime).flatMap(
        (span) => view({ ...span, instrument: market.instrument, trades, rowTicks, share }) ?? [],
      );
      return { ok: true, reply: { profiles: found as NonNullable<View>[] } } as const;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return failed('invalid-parameter', error.message);
    }
  };

  return {
    footprint: ({ before, count, ...watch }) => bars({ kind: 'footprint', ...watch }, { before, count }),
    deltaBars: ({ before, count, ...watch }) => bars({ kind: 'delta', ...watch }, { before, count }),
    marketOrders: ({ asPrints, before, count, instrument }) => {
      const market = marketOf(instrument);
      if (!market) return noInstrument(instrument);
      const trades = station.flow.tradesOf(instrument);
      const series = marketOrderSeriesOf(trades, asPrints);
      series.catchUp(trades, MOST_TRADES);
      const until = Math.min(before ?? Infinity, series.total);
      const part = { from: Math.max(0, until - count), until, now: market.lastEventTime, trades };
      return { ok: true, reply: marketOrders(series, market.instrument, part) };
    },
    volumeProfile: (request) => profiles(request, volumeProfileView),
    tpoProfile: (request) => profiles(request, (question) => tpoProfileView(question, request.periodMs)),
  };
}
