import { useState } from 'react';
import type { InstrumentView, MarketView, PositionView } from '../../engine/contract/views.ts';
import { useEngineView } from '../engine-client/engine-view.ts';
import { formatFixed, formatQuote, placesOf } from '../formatting/numbers.ts';
import type { Texts } from '../language/en.ts';
import { useTexts } from '../language/texts.ts';
import { askChange } from './ask-change.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { gridError, inUnit } from './grid-error.ts';
import { NumberInput } from './NumberInput.tsx';
import { outcomeAtStop } from './outcome-at-stop.ts';

/** Whose stop is meant. */
export type StopOwner = Pick<PositionView, 'runId' | 'instrument'>;

interface MoveStopDialogProps {
  readonly owner: StopOwner;
  readonly onClose: () => void;
}

/** Sets the protective stops behind a position to another price. */
export function MoveStopDialog({ owner, onClose }: MoveStopDialogProps) {
  const { instrument: id, runId } = owner;
  const held = useEngineView((view) =>
    view.positions.find((each) => each.runId === runId && each.instrument === id),
  );
  const instrument = useEngineView((view) => view.instruments.find((each) => each.id === id));
  // A position that is closed meanwhile stays in sight as it was, with nothing left to change.
  const [first] = useState(held);
  const position = held ?? first;
  if (position === undefined || instrument === undefined) return null;
  return (
    <StopForm position={position} stands={held !== undefined} instrument={instrument} onClose={onClose} />
  );
}

interface StopFormProps {
  readonly position: PositionView;
  readonly stands: boolean;
  readonly instrument: InstrumentView;
  readonly onClose: () => void;
}

function StopForm({ position, stands, instrument, onClose }: StopFormProps) {
  const texts = useTexts();
  const { changes } = texts;
  const { base, lotSize, quote, tickSize } = instrument;
  const market = useEngineView((view) => view.markets[instrument.id]);
  const write = (value: number) => formatFixed(value, placesOf(tickSize));
  const [typed, setTyped] = useState(() => position.stopPrice?.toFixed(placesOf(tickSize)) ?? '');
  const error = stopError(typed, position, { instrument, market, texts });
  const isOther = Number(typed) !== position.stopPrice;
  const isReady = stands && isOther && error === undefined;
  return (
    <ChangeDialog
      title={changes.stopTitle}
      action={changes.move}
      isReady={isReady}
      note={stands ? (isOther ? undefined : changes.unchanged) : changes.gone}
      onSend={() => {
        const { instrument: id, runId } = position;
        return askChange('moveStop', { runId, instrument: id, triggerPrice: typed });
      }}
      onClose={onClose}
    >
      <p>
        {changes.held(
          texts[position.direction],
          formatFixed(position.sizeBase, placesOf(lotSize)),
          base,
          write(position.entryPrice),
          quote,
        )}{' '}
        · {instrument.symbol}
      </p>
      <p>
        {position.stopPrice === null
          ? changes.standsNowhere
          : changes.standsAt(write(position.stopPrice), quote)}
      </p>
      <NumberInput
        label={changes.stop}
        unit={quote}
        value={typed}
        hint={changes.stopHint}
        error={typed === '' ? undefined : error}
        onChange={setTyped}
      />
      {error === undefined && <OutcomeThere position={position} at={Number(typed)} instrument={instrument} />}
    </ChangeDialog>
  );
}

interface OutcomeThereProps {
  readonly position: PositionView;
  readonly at: number;
  readonly instrument: InstrumentView;
}

/** What all of a position would have made at a price, measured as the limit on the risk of a trade measures it. */
function OutcomeThere({ position, at, instrument }: OutcomeThereProps) {
  const { changes } = useTexts();
  const { quote, tickSize } = instrument;
  const gain = outcomeAtStop(position, at, instrument);
  const from = inUnit(formatFixed(position.entryPrice, placesOf(tickSize)), quote);
  const amount = inUnit(formatQuote(Math.abs(gain)), quote);
  return <p className="hint">{(gain < 0 ? changes.lossThere : changes.gainThere)(amount, from)}</p>;
}

interface StopRules {
  readonly instrument: InstrumentView;
  readonly market: MarketView | undefined;
  readonly texts: Texts;
}

/** A stop through the market would close at once. The engine checks again, and how much may be lost there. */
function stopError(
  typed: string,
  { direction }: PositionView,
  { instrument: { quote, tickSize }, market, texts }: StopRules,
): string | undefined {
  const { changes } = texts;
  const wrong = gridError(changes.stop, typed, { step: tickSize, unit: quote }, texts);
  if (wrong !== undefined) return wrong;
  const isLong = direction === 'long';
  const touch = isLong ? market?.bids[0] : market?.asks[0];
  if (touch === undefined) return undefined;
  const [reference, was] = [inUnit(touch, quote), inUnit(typed, quote)];
  if (isLong && Number(typed) >= touch) return changes.stopBelow(reference, was);
  return !isLong && Number(typed) <= touch ? changes.stopAbove(reference, was) : undefined;
}
