import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { changesInPlace } from './move-order.ts';
import type { MoveQuestionOf } from './use-click-trading.ts';

interface MoveQuestionProps {
  readonly instrument: InstrumentView;
  readonly question: MoveQuestionOf;
  readonly onMove: () => void;
  readonly onKeep: () => void;
}

/** Asks before an order gets another price: wherever it stands then, it loses its place in the queue. */
export function MoveQuestion({ instrument, question, onMove, onKeep }: MoveQuestionProps) {
  const texts = useTexts();
  const { order, ticks } = question;
  const inPlace = useEngineView(changesInPlace);
  const ask = inPlace ? texts.ladder.moveQuestion : texts.ladder.replaceQuestion;
  const price = (value: number | null) => formatFixed(value, placesOf(instrument.tickSize));
  const size = `${formatFixed(order.sizeBase - order.filledBase, placesOf(instrument.lotSize))} ${instrument.base}`;
  const to = `${price(ticks * Number(instrument.tickSize))} ${instrument.quote}`;
  const side = order.side === 'buy' ? texts.buy : texts.sell;
  return (
    <div className="ladder-question" role="alertdialog" aria-label={texts.ladder.move}>
      <p>{ask(side, size, price(order.limitPrice), to)}</p>
      {/* What was just dragged is answered where the pointer is; focus goes to the harmless answer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <button type="button" className="button" autoFocus onClick={onKeep}>
        {texts.ladder.keep}
      </button>
      <button type="button" className="button" onClick={onMove}>
        {texts.ladder.move}
      </button>
    </div>
  );
}
