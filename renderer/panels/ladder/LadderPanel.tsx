import { useCallback, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useWatch } from '../../engine-client/watch.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { LadderBody } from './LadderBody.tsx';
import { ladderOrder } from './ladder-order.ts';
import { fittingGroup } from './ladder-rows.ts';
import { LadderToolbar } from './LadderToolbar.tsx';
import { LadderTrading } from './LadderTrading.tsx';

/** The order book of the linked instrument, price by price, with own orders in their places. */
export function LadderPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  useWatch('ladders', instrument?.id);
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentLadder key={instrument.id} instrument={instrument} />;
}

function InstrumentLadder({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [group, setGroup] = useGroup(instrument);
  const [jump, setJump] = useState(0);
  const [isTrading, setIsTrading] = useState(false);
  const [typed, setTyped] = useState({ size: instrument.minSizeBase, stopDistance: '' });
  const hasBook = useCalmEngineView(500, ({ markets }) => (markets[instrument.id]?.bids.length ?? 0) > 0);

  const place = useCallback(
    (side: Side, ticks: number) => {
      if (!isTrading) return;
      const order = ladderOrder({ instrument, side, ticks, ...typed });
      const { ladder, ticket } = texts;
      if (order.ok) void tellEngine('placeOrder', order.request);
      else if (order.reason === 'stop') notify({ level: 'warning', text: ladder.needsStop });
      else notify({ level: 'warning', text: ticket.rules.number(ladder.size, typed.size) });
    },
    [isTrading, instrument, typed, texts],
  );
  return (
    <div className="panel-body">
      <LadderToolbar
        instrument={instrument}
        group={group}
        isTrading={isTrading}
        onGroup={setGroup}
        onCenter={() => setJump(jump + 1)}
        onTrading={setIsTrading}
      />
      {isTrading && <LadderTrading instrument={instrument} typed={typed} onChange={setTyped} />}
      {hasBook ? (
        <LadderBody
          instrument={instrument}
          groupTicks={group}
          jump={jump}
          isTrading={isTrading}
          onPlace={place}
        />
      ) : (
        <EmptyPanel>{texts.ladder.empty}</EmptyPanel>
      )}
    </div>
  );
}

/** How many ticks a row gathers: what fits the first book that is seen, until the person chooses. */
function useGroup({ id, tickSize }: InstrumentView) {
  const [chosen, choose] = useState<number | undefined>();
  const [fitting, setFitting] = useState<number | undefined>();
  const market = useCalmEngineView(500, ({ markets }) => (fitting === undefined ? markets[id] : undefined));
  if (fitting === undefined && market !== undefined && market.bids.length >= 20) {
    setFitting(fittingGroup(market, Number(tickSize)));
  }
  return [chosen ?? fitting ?? 1, choose] as const;
}
