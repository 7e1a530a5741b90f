import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useLadderWatch } from '../../engine-client/watch.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { LadderBody } from './LadderBody.tsx';
import { fittingGroup } from './ladder-rows.ts';
import { LADDER_RULES } from './ladder-settings.ts';
import { LadderToolbar } from './LadderToolbar.tsx';
import { LadderTrading } from './LadderTrading.tsx';
import { MoveQuestion } from './MoveQuestion.tsx';
import { useClickTrading } from './use-click-trading.ts';

/** The order book of the linked instrument, price by price, with own orders in their places. */
export function LadderPanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentLadder key={key} instrument={instrument} />;
}

function InstrumentLadder({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [{ centering, groupTicks, levels }, change] = usePanelSettings(LADDER_RULES, instrument.id);
  useLadderWatch(instrument.id, levels);
  const fitting = useFittingGroup(instrument);
  const group = groupTicks ?? fitting;
  const [jump, setJump] = useState(0);
  const trading = useClickTrading(instrument, group);
  const hasBook = useCalmEngineView(500, ({ markets }) => (markets[instrument.id]?.bids.length ?? 0) > 0);
  return (
    <div className="panel-body ladder-panel">
      <LadderToolbar
        instrument={instrument}
        group={group}
        levels={levels}
        centering={centering}
        isTrading={trading.isTrading}
        onGroup={(ticks) => change({ groupTicks: ticks })}
        onLevels={(count) => change({ levels: count })}
        onCentering={(next) => change({ centering: next })}
        onCenter={() => setJump(jump + 1)}
        onTrading={trading.setIsTrading}
      />
      {trading.isTrading && (
        <LadderTrading instrument={instrument} typed={trading.typed} onChange={trading.setTyped} />
      )}
      {trading.question !== undefined && (
        <MoveQuestion
          instrument={instrument}
          question={trading.question}
          onMove={trading.answerMove}
          onKeep={trading.dropMove}
        />
      )}
      {hasBook ? (
        <LadderBody
          instrument={instrument}
          groupTicks={group}
          jump={jump}
          centering={centering}
          trading={trading}
        />
      ) : (
        <EmptyPanel>{texts.ladder.empty}</EmptyPanel>
      )}
    </div>
  );
}

/** How many ticks a row gathers until the person chooses: what fits the first book that is seen. */
function useFittingGroup({ id, tickSize }: InstrumentView): number {
  const [fitting, setFitting] = useState<number | undefined>();
  const market = useCalmEngineView(500, ({ markets }) => (fitting === undefined ? markets[id] : undefined));
  if (fitting === undefined && market !== undefined && market.bids.length >= 20) {
    setFitting(fittingGroup(market, Number(tickSize)));
  }
  return fitting ?? 1;
}
