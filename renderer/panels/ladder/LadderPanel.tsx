import { useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useLadderWatch } from '../../engine-client/watch.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { LadderBody } from './LadderBody.tsx';
import { fittingGroup } from './ladder-rows.ts';
import { LadderToolbar } from './LadderToolbar.tsx';
import { LadderTrading } from './LadderTrading.tsx';
import { MoveQuestion } from './MoveQuestion.tsx';
import { useClickTrading } from './use-click-trading.ts';
import type { Centering } from './use-ladder-painting.ts';

/** Levels a side until the person chooses: enough for a tall panel of a dense book. */
const FIRST_LEVELS = 100;

/** The order book of the linked instrument, price by price, with own orders in their places. */
export function LadderPanel() {
  const [instrument] = useLinkedInstrument();
  const [levels, setLevels] = useState(FIRST_LEVELS);
  const texts = useTexts();
  useLadderWatch(instrument?.id, levels);
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return (
    <InstrumentLadder key={instrument.id} instrument={instrument} levels={levels} onLevels={setLevels} />
  );
}

interface InstrumentLadderProps {
  readonly instrument: InstrumentView;
  readonly levels: number;
  readonly onLevels: (levels: number) => void;
}

function InstrumentLadder({ instrument, levels, onLevels }: InstrumentLadderProps) {
  const texts = useTexts();
  const [group, setGroup] = useGroup(instrument);
  const [jump, setJump] = useState(0);
  const [centering, setCentering] = useState<Centering>('auto');
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
        onGroup={setGroup}
        onLevels={onLevels}
        onCentering={setCentering}
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
