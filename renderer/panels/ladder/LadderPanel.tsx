import { Crosshair, MousePointerClick } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useWatch } from '../../engine-client/watch.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { LadderBody } from './LadderBody.tsx';
import { ladderOrder } from './ladder-order.ts';

const GROUPS = [1, 5, 10, 50, 100];

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
  const [group, setGroup] = useState(1);
  const [jump, setJump] = useState(0);
  const [isTrading, setIsTrading] = useState(false);
  const [size, setSize] = useState(instrument.minSizeBase);
  const [stopTicks, setStopTicks] = useState('');
  const hasBook = useCalmEngineView(500, ({ markets }) => (markets[instrument.id]?.bids.length ?? 0) > 0);

  const place = useCallback(
    (side: Side, ticks: number) => {
      if (!isTrading) return;
      const order = ladderOrder({ instrument, side, ticks, size, stopTicks });
      if (order.ok) void tellEngine('placeOrder', order.request);
      else
        notify({
          level: 'warning',
          text:
            order.reason === 'stop'
              ? texts.ladder.needsStop
              : texts.ticket.rules.number(texts.ladder.size, size),
        });
    },
    [isTrading, instrument, size, stopTicks, texts],
  );

  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.ladder}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <span className="spacer" />
        <select
          className="select"
          aria-label={texts.ladder.group}
          value={group}
          onChange={(event) => setGroup(Number(event.target.value))}
        >
          {GROUPS.map((ticks) => (
            <option key={ticks} value={ticks}>
              {formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize))}
            </option>
          ))}
        </select>
        <IconButton
          icon={Crosshair}
          label={texts.ladder.center}
          hotkey="C"
          onClick={() => setJump(jump + 1)}
        />
        <IconButton
          icon={MousePointerClick}
          label={isTrading ? texts.ladder.tradeOn : texts.ladder.trade}
          isPressed={isTrading}
          onClick={() => setIsTrading(!isTrading)}
        />
      </PanelToolbar>
      {isTrading && (
        <div className="ladder-trading" role="group" aria-label={texts.ladder.trade}>
          <label>
            {texts.ladder.size} <span className="unit">{instrument.base}</span>
            <input
              className="input number"
              value={size}
              inputMode="decimal"
              onChange={(event) => setSize(event.target.value)}
            />
          </label>
          <label>
            {texts.ladder.stopDistance} <span className="unit">{instrument.quote}</span>
            <input
              className="input number"
              value={stopTicks}
              inputMode="decimal"
              onChange={(event) => setStopTicks(event.target.value)}
            />
          </label>
        </div>
      )}
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
