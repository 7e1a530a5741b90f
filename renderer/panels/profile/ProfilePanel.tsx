import { useContext, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { LinkContext, useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useVisibleRange } from '../../linking/visible-range.ts';
import { FixedRange } from './FixedRange.tsx';
import { ProfileCanvas } from './ProfileCanvas.tsx';
import { profileNumbers } from './profile-numbers.ts';
import { RANGE_CHOICES, type RangeChoice, rangeOf, type Stretch } from './profile-question.ts';
import { type ProfileQuestion, type Profiles, useProfile } from './use-profile.ts';

const ROW_CHOICES = ['auto', 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] as const;

/** Volume or time at price of the linked instrument, over a chosen part of the market. */
export function ProfilePanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentProfile key={instrument.id} instrument={instrument} />;
}

function InstrumentProfile({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const group = useContext(LinkContext);
  const visible = useVisibleRange(group, instrument.id);
  const [kind, setKind] = useState<ProfileQuestion['kind']>('volume');
  const [choice, setChoice] = useState<RangeChoice>('session');
  const [fixed, setFixed] = useState<Stretch | undefined>();
  const [rowTicks, setRowTicks] = useState<number | 'auto'>('auto');
  const range = rangeOf(choice, visible, fixed);
  const profiles = useProfile({ instrument: instrument.id, kind, range, rowTicks });
  const rowText = (ticks: number) =>
    texts.flow.rowOf(formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize)));
  return (
    <div className="panel-body">
      <PanelToolbar label={texts.panels.profile}>
        <span className="panel-symbol">{instrument.symbol}</span>
        <Segments
          label={texts.profile.kind}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'volume', text: texts.profile.volumeKind },
            { value: 'tpo', text: 'TPO', name: texts.profile.tpoName },
          ]}
        />
        <select
          className="select"
          aria-label={texts.profile.range}
          value={choice}
          onChange={({ target }) => setChoice(target.value as RangeChoice)}
        >
          {RANGE_CHOICES.map((each) => (
            <option key={each} value={each}>
              {texts.profile.ranges[each]}
            </option>
          ))}
        </select>
        <select
          className="select"
          aria-label={texts.flow.rowHeight}
          value={rowTicks}
          onChange={({ target }) => setRowTicks(target.value === 'auto' ? 'auto' : Number(target.value))}
        >
          {ROW_CHOICES.map((each) => (
            <option key={each} value={each}>
              {each === 'auto' ? texts.flow.auto : rowText(each)}
            </option>
          ))}
        </select>
      </PanelToolbar>
      {choice === 'fixed' && <FixedRange stretch={fixed} suggested={visible} onChange={setFixed} />}
      {range === undefined ? (
        <EmptyPanel>
          {choice === 'visible' ? texts.profile.needsVisible : texts.profile.needsFixed}
        </EmptyPanel>
      ) : (
        <ShownProfiles instrument={instrument} profiles={profiles} />
      )}
    </div>
  );
}

function ShownProfiles({
  instrument,
  profiles,
}: {
  readonly instrument: InstrumentView;
  readonly profiles: Profiles;
}) {
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
