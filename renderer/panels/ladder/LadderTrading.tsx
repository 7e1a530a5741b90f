import type { InstrumentView } from '../../../engine/contract/views.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { CLICK_KINDS, type ClickKind } from './ladder-order.ts';

/** What a click orders, as typed. */
export interface ClickOrder {
  /** What a click places. */
  readonly kind: ClickKind;
  /** Base units. */
  readonly size: string;
  /** Distance of the protective stop in quote units. */
  readonly stopDistance: string;
  /** Whether an order that was dragged waits for a word before it gets its new price. */
  readonly asksBeforeMoving: boolean;
}

interface LadderTradingProps {
  readonly instrument: InstrumentView;
  readonly typed: ClickOrder;
  readonly onChange: (typed: ClickOrder) => void;
}

/** Sizes at hand, as multiples of the smallest order. */
const SIZE_TIMES = [1, 2, 5, 10, 50, 100] as const;

/** Size and stop distance of the orders that clicks place. */
export function LadderTrading({ instrument, typed, onChange }: LadderTradingProps) {
  const { ladder: texts } = useTexts();
  const sizes = SIZE_TIMES.map((times) =>
    (times * Number(instrument.minSizeBase)).toFixed(placesOf(instrument.lotSize)),
  );
  return (
    <div className="ladder-trading" role="group" aria-label={texts.tradeOn}>
      <KindChoice typed={typed} onChange={onChange} />
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
      <div className="segments ladder-sizes" role="group" aria-label={texts.sizes}>
        {sizes.map((size) => (
          <button
            key={size}
            type="button"
            aria-pressed={Number(typed.size) === Number(size)}
            onClick={() => onChange({ ...typed, size })}
          >
            {Number(size)}
          </button>
        ))}
      </div>
      <label className="ladder-asks">
        <input
          type="checkbox"
          checked={typed.asksBeforeMoving}
          onChange={(event) => onChange({ ...typed, asksBeforeMoving: event.target.checked })}
        />
        {texts.asksBeforeMoving}
      </label>
    </div>
  );
}

/** What a click places: at the price that is clicked, or set off there. */
function KindChoice({ typed, onChange }: Pick<LadderTradingProps, 'typed' | 'onChange'>) {
  const { ladder: texts, ticket } = useTexts();
  return (
    <select
      className="select"
      aria-label={texts.kind}
      value={typed.kind}
      onChange={(event) => onChange({ ...typed, kind: event.target.value as ClickKind })}
    >
      {CLICK_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {ticket.types[kind]}
        </option>
      ))}
    </select>
  );
}
