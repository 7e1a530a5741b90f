import type { InstrumentView } from '../../../engine/contract/views.ts';
import { RowPicker } from '../../charts/flow/RowPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { useTexts } from '../../language/texts.ts';
import { RANGE_CHOICES, type RangeChoice } from './profile-question.ts';

/** What a person wants a profile of. */
export interface ProfileChoice {
  readonly kind: 'volume' | 'tpo';
  readonly range: RangeChoice;
  /** Ticks a row has; undefined lets the engine choose. */
  readonly rowTicks: number | undefined;
}

export const FIRST_CHOICE: ProfileChoice = { kind: 'volume', range: 'session', rowTicks: undefined };

interface ProfileToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: ProfileChoice;
  readonly onChange: (choice: ProfileChoice) => void;
}

/** Chooses kind, range and row height of the profile. */
export function ProfileToolbar({ choice, instrument, onChange }: ProfileToolbarProps) {
  const { panels, profile } = useTexts();
  return (
    <PanelToolbar label={panels.profile}>
      <span className="panel-symbol">{instrument.symbol}</span>
      <Segments
        label={profile.kind}
        value={choice.kind}
        onChange={(kind: ProfileChoice['kind']) => onChange({ ...choice, kind })}
        options={[
          { value: 'volume', text: profile.volumeKind },
          { value: 'tpo', text: 'TPO', name: profile.tpoName },
        ]}
      />
      <select
        className="select"
        aria-label={profile.range}
        value={choice.range}
        onChange={({ target }) => onChange({ ...choice, range: target.value as RangeChoice })}
      >
        {RANGE_CHOICES.map((each) => (
          <option key={each} value={each}>
            {profile.ranges[each]}
          </option>
        ))}
      </select>
      <RowPicker
        instrument={instrument}
        value={choice.rowTicks}
        fitting={undefined}
        onChange={(rowTicks) => onChange({ ...choice, rowTicks })}
      />
    </PanelToolbar>
  );
}
