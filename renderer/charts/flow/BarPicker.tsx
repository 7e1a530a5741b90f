import type { BarSpec } from '../../../engine/contract/flow.ts';
import { formatCount } from '../../formatting/numbers.ts';
import { formatInterval } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { BAR_CHOICES, barKey } from './bar-choices.ts';

const KINDS = ['time', 'tick', 'volume', 'dollar', 'imbalance'] as const;

interface BarPickerProps {
  readonly value: BarSpec;
  readonly onChange: (bars: BarSpec) => void;
}

/** Chooses what ends a bar: time or an amount of trading. */
export function BarPicker({ value, onChange }: BarPickerProps) {
  const { flow } = useTexts();
  const nameOf = (bars: BarSpec) => {
    if (bars.kind === 'time')
      return bars.intervalMs < 60_000 ? `${bars.intervalMs / 1000}s` : formatInterval(bars.intervalMs);
    const { threshold } = bars;
    return typeof threshold === 'number'
      ? flow.barsOf(formatCount(threshold), flow.barKinds[bars.kind])
      : flow.barsOf(flow.thresholds[threshold], flow.barKinds[bars.kind]);
  };
  return (
    <select
      className="select"
      aria-label={flow.bars}
      title={flow.barsHint}
      value={barKey(value)}
      onChange={({ target }) => {
        const chosen = BAR_CHOICES.find((bars) => barKey(bars) === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {KINDS.map((kind) => (
        <optgroup key={kind} label={flow.barKinds[kind]}>
          {BAR_CHOICES.filter((bars) => bars.kind === kind).map((bars) => (
            <option key={barKey(bars)} value={barKey(bars)}>
              {nameOf(bars)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
