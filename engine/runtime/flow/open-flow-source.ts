import type { FlowWatch } from '../../contract/flow.ts';
import { isColumnLength } from '../../market/heatmap/book-history.ts';
import { FormulaBoardSource } from '../formulas/formula-board-source.ts';
import { FormulaSource } from '../formulas/formula-source.ts';
import { TheorySource } from '../theories/theory-source.ts';
import { startTheoryThread } from '../theories/theory-thread.ts';
import { VoteSource } from '../votes/vote-source.ts';
import { BarSource } from './bar-source.ts';
import type { FlowSource } from './flow-source.ts';
import { FootprintSource } from './footprint-source.ts';
import { HeatmapSource } from './heatmap-source.ts';
import { TradedPricesSource } from './heatmap-traded.ts';
import { MarketOrderSource } from './market-order-source.ts';
import type { OpenFlowSource, SessionFlow } from './session-flow.ts';

type Opener<Kind extends FlowWatch['kind']> = (
  watch: Extract<FlowWatch, { kind: Kind }>,
  flow: SessionFlow,
) => FlowSource | undefined;

// What is not of this session, or breaks a rule, was refused when it was asked for: it is not watched.
function unlessRefused(open: () => FlowSource): FlowSource | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The source of every kind of watch. */
const openers: { readonly [Kind in FlowWatch['kind']]?: Opener<Kind> } = {
  bars: (watch, flow) => new BarSource(watch, flow),
  footprint: (watch, flow) => new FootprintSource(watch, flow),
  delta: (watch, flow) => new FootprintSource(watch, flow),
  'market-orders': (watch, flow) => new MarketOrderSource(watch, flow),
  heatmap: ({ columnMs, instrument }, flow) =>
    isColumnLength(columnMs)
      ? new HeatmapSource({ columnMs, book: flow.bookOf(instrument), trades: flow.tradesOf(instrument) })
      : undefined,
  formula: (watch, flow) => unlessRefused(() => new FormulaSource(watch, flow)),
  'formula-board': (watch, flow) => unlessRefused(() => new FormulaBoardSource(watch, flow)),
  theories: (watch, flow) => new TheorySource(watch, flow, startTheoryThread),
  vote: (watch, flow) => unlessRefused(() => new VoteSource(watch, flow)),
  'traded-prices': ({ instrument }, flow) => new TradedPricesSource(flow.tradedPricesOf(instrument)),
};

export const openFlowSource: OpenFlowSource = (watch, flow) =>
  (openers[watch.kind] as Opener<typeof watch.kind> | undefined)?.(watch as never, flow);
