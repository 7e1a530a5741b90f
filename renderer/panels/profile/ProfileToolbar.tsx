import type { InstrumentView } from '../../../engine/contract/views.ts';
import { RowPicker } from '../../charts/flow/RowPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { useTexts } from '../../language/texts.ts';
import { RANGE_CHOICES, type RangeChoice } from './profile-question.ts';
import type { ProfileChoice } from './profile-settings.ts';

interface ProfileToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: ProfileChoice;
  readonly onChange: (change: Partial<ProfileChoice>) => void;
}

/** Chooses kind, range and row height of the profile. */
export function ProfileToolbar({ choice, instrument, onChange }: ProfileToolbarProps) {
  const { panels, profile } = useTexts();
  return (
    <PanelToolbar label={panels.profile} wraps>
      <span className="panel-symbol">{instrument.symbol}</span>
      <Segments
        label={profile.kind}
        value={choice.kind}
        onChange={(kind: ProfileChoice['kind']) => onChange({ kind })}
        options={[
          { value: 'volume', text: profile.volumeKind },
          { value: 'tpo', text: 'TPO', name: profile.tpoName },
        ]}
      />
      <select
        className="select"
        aria-label={profile.range}
        value={choice.range}
        onChange={({ target }) => onChange({ range: target.value as RangeChoice })}
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
        onChange={(rowTicks) => onChange({ rowTicks })}
      />
    </PanelToolbar>
  );
}
