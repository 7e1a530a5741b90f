import { useContext } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { LinkContext, useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { useVisibleRange } from '../../linking/visible-range.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { FixedRange } from './FixedRange.tsx';
import { ProfileCanvas } from './ProfileCanvas.tsx';
import { profileNumbers } from './profile-numbers.ts';
import { rangeOf } from './profile-question.ts';
import { PROFILE_RULES } from './profile-settings.ts';
import { ProfileToolbar } from './ProfileToolbar.tsx';
import { type Profiles, useProfile } from './use-profile.ts';

/** Volume or time at price of the linked instrument, over a chosen part of the market. */
export function ProfilePanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentProfile key={key} instrument={instrument} />;
}

function InstrumentProfile({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts().profile;
  const visible = useVisibleRange(useContext(LinkContext), instrument.id);
  const [choice, change] = usePanelSettings(PROFILE_RULES, instrument.id);
  const range = rangeOf(choice.range, visible, choice.fixed);
  const profiles = useProfile({
    instrument: instrument.id,
    kind: choice.kind,
    range,
    rowTicks: choice.rowTicks ?? 'auto',
  });
  return (
    <div className="panel-body">
      <ProfileToolbar instrument={instrument} choice={choice} onChange={change} />
      {choice.range === 'fixed' && (
        <FixedRange stretch={choice.fixed} suggested={visible} onChange={(fixed) => change({ fixed })} />
      )}
      {range === undefined ? (
        <EmptyPanel>{choice.range === 'visible' ? texts.needsVisible : texts.needsFixed}</EmptyPanel>
      ) : (
        <ShownProfiles instrument={instrument} profiles={profiles} />
      )}
    </div>
  );
}

interface ShownProfilesProps {
  readonly instrument: InstrumentView;
  readonly profiles: Profiles;
}

function ShownProfiles({ instrument, profiles }: ShownProfilesProps) {
  const texts = useTexts();
  if (profiles.state === 'loading') return <EmptyPanel>{texts.flow.loading}</EmptyPanel>;
  if (profiles.state === 'failed') return <EmptyPanel>{texts.flow.failed(profiles.detail)}</EmptyPanel>;
  const newest = profiles.profiles.at(-1);
  if (newest === undefined) return <EmptyPanel>{texts.profile.empty}</EmptyPanel>;
  const numbers = profileNumbers(newest, instrument, texts.profile);
  const summary = numbers.map(({ name, unit, value }) => `${name} ${value} ${unit}`.trim()).join(', ');
  return (
    <>
      <dl className="flow-numbers">
        {numbers.map(({ hint, name, unit, value }) => (
          <div key={name} title={hint}>
            <dt>{name}</dt>
            <dd>
              {value} <span className="unit">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ProfileCanvas instrument={instrument} profiles={profiles.profiles} summary={summary} />
    </>
  );
}
