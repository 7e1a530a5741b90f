import type { FlowWatch } from '../../../engine/contract/flow.ts';
import { Segments } from '../../design/Segments.tsx';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';

/** Where cumulative delta begins. */
export type DeltaSince = Extract<FlowWatch, { kind: 'delta' }>['since'];

interface SincePickerProps {
  readonly since: DeltaSince;
  /** Begin of the newest bar, where a new anchor is dropped. */
  readonly newestMs: number | undefined;
  readonly onChange: (since: DeltaSince) => void;
}

/** Chooses where cumulative delta begins. */
export function SincePicker({ newestMs, onChange, since }: SincePickerProps) {
  const { delta } = useTexts();
  return (
    <>
      <Segments
        label={delta.since}
        value={typeof since === 'number' ? 'anchor' : since}
        onChange={(value: 'session' | 'day' | 'anchor') =>
          onChange(value === 'anchor' ? (newestMs ?? 'session') : value)
        }
        options={[
          { value: 'session', text: delta.sinceSession },
          { value: 'day', text: delta.sinceDay },
          { value: 'anchor', text: delta.sinceAnchor },
        ]}
      />
      {typeof since === 'number' && <span className="hint">{delta.anchoredAt(formatTime(since))}</span>}
      <span className="hint roomy">{delta.anchorHint}</span>
    </>
  );
}
