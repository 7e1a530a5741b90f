import { useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { formatInterval } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import {
  BAR_KINDS,
  type BarKind,
  firstSpecOf,
  FIXED_THRESHOLDS,
  INTERVALS_MS,
  THRESHOLD_RULES,
} from './bar-spec-choices.ts';

interface BarSpecPickerProps {
  readonly value: BarSpec;
  readonly onChange: (spec: BarSpec) => void;
}

/** Chooses what ends a bar: time, or an amount of trading that is fixed or derived. */
export function BarSpecPicker({ onChange, value }: BarSpecPickerProps) {
  const { chart } = useTexts();
  return (
    <>
      <select
        className="select"
        aria-label={chart.barKind}
        value={value.kind}
        onChange={({ target }) => onChange(firstSpecOf(target.value as BarKind))}
      >
        {BAR_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {chart.barKinds[kind]}
          </option>
        ))}
      </select>
      {value.kind === 'time' ? (
        <select
          className="select"
          aria-label={chart.interval}
          value={value.intervalMs}
          onChange={({ target }) => onChange({ kind: 'time', intervalMs: Number(target.value) })}
        >
          {INTERVALS_MS.map((intervalMs) => (
            <option key={intervalMs} value={intervalMs}>
              {intervalText(intervalMs)}
            </option>
          ))}
        </select>
      ) : (
        <ThresholdPicker key={value.kind} value={value} onChange={onChange} />
      )}
    </>
  );
}

type ActivitySpec = Exclude<BarSpec, { kind: 'time' }>;

interface ThresholdPickerProps {
  readonly value: ActivitySpec;
  readonly onChange: (spec: BarSpec) => void;
}

function ThresholdPicker({ onChange, value }: ThresholdPickerProps) {
  const { chart } = useTexts();
  const { kind, threshold } = value;
  const isFixed = typeof threshold === 'number';
  return (
    <>
      <select
        className="select"
        aria-label={chart.threshold}
        value={isFixed ? 'fixed' : threshold}
        onChange={({ target }) => {
          const rule = THRESHOLD_RULES.find((known) => known === target.value);
          onChange({ kind, threshold: rule ?? FIXED_THRESHOLDS[kind] });
        }}
      >
        {[...THRESHOLD_RULES, 'fixed' as const].map((rule) => (
          <option key={rule} value={rule}>
            {chart.thresholds[rule]}
          </option>
        ))}
      </select>
      {isFixed && <FixedThreshold key={threshold} kind={kind} threshold={threshold} onChange={onChange} />}
    </>
  );
}

interface FixedThresholdProps {
  readonly kind: ActivitySpec['kind'];
  readonly threshold: number;
  readonly onChange: (spec: BarSpec) => void;
}

/** Takes a number over when it is finished and above zero; until then the chart stays as it is. */
function FixedThreshold({ kind, onChange, threshold }: FixedThresholdProps) {
  const { chart } = useTexts();
  const [text, setText] = useState(String(threshold));
  const number = Number(text);
  const isValid = Number.isFinite(number) && number > 0;
  const take = () => {
    if (isValid && number !== threshold) onChange({ kind, threshold: number });
    else setText(String(threshold));
  };
  return (
    <input
      className="input threshold-input"
      inputMode="decimal"
      aria-label={chart.thresholdHint[kind]}
      title={chart.thresholdHint[kind]}
      aria-invalid={!isValid}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
    />
  );
}

const intervalText = (intervalMs: number): string =>
  intervalMs < 60_000
    ? `${intervalMs / 1000}s`
    : intervalMs === 604_800_000
      ? '1w'
      : formatInterval(intervalMs);
