import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import type { BarSpec } from '../../contract/flow.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { peerOrderOf } from '../../features/peer-order.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { BarBook } from '../flow/bar-book.ts';
import type { SessionFlow } from '../flow/session-flow.ts';
import { answerChartBars, answerChartPlaces } from '../flow/bar-answers.ts';
import { answerAnchoredVwap, answerBigTrades, answerChartIndicators } from '../flow/bar-studies.ts';
import { noInstrument } from './answers.ts';

type ChartCommand = 'chartBars' | 'chartPlaces' | 'anchoredVwap' | 'bigTrades' | 'chartIndicators';

/** What chart questions are answered from. */
export interface ChartMarkets {
  readonly marketOf: (instrument: string) => InstrumentMarket | undefined;
  readonly flow: SessionFlow;
  /** Every instrument of the session, in its order. */
  readonly instruments: () => readonly Instrument[];
  /** Begins a piece of work that may take long: what it answers with is called again and again meanwhile. */
  readonly breathe: () => () => Promise<void> | undefined;
}

/** What a price chart asks. `markets` is asked anew each time: sessions change. */
export function chartHandlers(markets: () => ChartMarkets): Pick<CommandHandlers, ChartCommand> {
  const bookOf = (instrument: string): BarBook | undefined => {
    const { flow, marketOf } = markets();
    const market = marketOf(instrument);
    return market && flow.barsOf(market);
  };
  const onSeries =
    <Name extends ChartCommand>(
      answer: (
        request: RequestOf<Name>,
        found: ReturnType<BarBook['seriesOf']>,
      ) => Answer<Name> | Promise<Answer<Name>>,
    ) =>
    (
      request: RequestOf<Name> & { readonly instrument: string; readonly bars: BarSpec },
    ): Answer<Name> | Promise<Answer<Name>> => {
      const book = bookOf(request.instrument);
      return book ? answer(request, book.seriesOf(request.bars)) : noInstrument(request.instrument);
    };
  // Only bars by time are of the same time in two markets.
  const othersOf = ({ bars, instrument }: RequestOf<'chartIndicators'>) => {
    const followed = markets().instruments();
    const order = peerOrderOf(followed, instrument);
    const others = bars.kind === 'time' ? order.instruments.slice(1) : [];
    return {
      symbols: [order.instruments[0], ...others].flatMap((each) => each?.symbol ?? []),
      leader: others.length > 0 ? order.leader : -1,
      pyramids: others.flatMap(({ id }) => bookOf(id)?.seriesOf(bars).series.bars ?? []),
    };
  };
  return {
    chartBars: onSeries<'chartBars'>(answerChartBars),
    chartPlaces: onSeries<'chartPlaces'>(answerChartPlaces),
    anchoredVwap: onSeries<'anchoredVwap'>(answerAnchoredVwap),
    chartIndicators: onSeries<'chartIndicators'>((request, found) =>
      answerChartIndicators(request, found, {
        others: () => othersOf(request),
        breathe: markets().breathe(),
      }),
    ),
    bigTrades: (request) => {
      const book = bookOf(request.instrument);
      const instrument = markets().marketOf(request.instrument)?.instrument;
      if (!book || !instrument) return noInstrument(request.instrument);
      return answerBigTrades(request, instrument, book);
    },
  };
}
