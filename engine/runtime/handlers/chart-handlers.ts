import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import type { BarSpec } from '../../contract/flow.ts';
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
      answer: (request: RequestOf<Name>, found: ReturnType<BarBook['seriesOf']>) => Answer<Name>,
    ) =>
    (request: RequestOf<Name> & { readonly instrument: string; readonly bars: BarSpec }): Answer<Name> => {
      const book = bookOf(request.instrument);
      return book ? answer(request, book.seriesOf(request.bars)) : noInstrument(request.instrument);
    };
  return {
    chartBars: onSeries<'chartBars'>(answerChartBars),
    chartPlaces: onSeries<'chartPlaces'>(answerChartPlaces),
    anchoredVwap: onSeries<'anchoredVwap'>(answerAnchoredVwap),
    chartIndicators: onSeries<'chartIndicators'>(answerChartIndicators),
    bigTrades: (request) => {
      const book = bookOf(request.instrument);
      const instrument = markets().marketOf(request.instrument)?.instrument;
      if (!book || !instrument) return noInstrument(request.instrument);
      return answerBigTrades(request, instrument, book);
    },
  };
}
