import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useTexts } from '../../language/texts.ts';

/** What a click orders, as typed. */
export interface ClickOrder {
  /** Base units. */
  readonly size: string;
  /** Distance of the protective stop in quote units. */
  readonly stopDistance: string;
}

interface LadderTradingProps {
  readonly instrument: InstrumentView;
  readonly typed: ClickOrder;
  readonly onChange: (typed: ClickOrder) => void;
}

/** Size and stop distance of the orders that clicks place. */
export function LadderTrading({ instrument, typed, onChange }: LadderTradingProps) {
  const { ladder: texts } = useTexts();
  return (
    <div className="ladder-trading" role="group" aria-label={texts.tradeOn}>
      <label>
        {texts.size} <span className="unit">{instrument.base}</span>
        <input
          className="input number"
          value={typed.size}
          inputMode="decimal"
          onChange={(event) => onChange({ ...typed, size: event.target.value.trim() })}
        />
      </label>
      <label>
        {texts.stopDistance} <span className="unit">{instrument.quote}</span>
        <input
          className="input number"
          value={typed.stopDistance}
          inputMode="decimal"
          onChange={(event) => onChange({ ...typed, stopDistance: event.target.value.trim() })}
        />
      </label>
    </div>
  );
}
