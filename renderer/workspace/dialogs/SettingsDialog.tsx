import { type ReactNode, useId, useState } from 'react';
import type { Settings } from '../../../electron/contract/host-channels.ts';
import { LIVE_VENUE_NAMES, LIVE_VENUES } from '../../../engine/domain/instrument/live-venues.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { changeSettings, useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { DelaySettings } from './DelaySettings.tsx';
import { SwitchSetting, TextSetting } from './settings-controls.tsx';

/** What a person may set. Every change is saved at once; the host checks it. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const [problem, setProblem] = useState<string | undefined>();
  const change = async (part: Partial<Settings>) => setProblem(await changeSettings(part));
  return (
    <Dialog size="large" title={texts.settings.title} onClose={onClose}>
      {problem !== undefined && (
        <p className="danger" role="alert">
          {texts.settings.notSaved(problem)}
        </p>
      )}
      <Looks change={change} />
      <AccountAndMarket change={change} setProblem={setProblem} />
    </Dialog>
  );
}

/** Screen updates a second that can be chosen. */
const RATES = [30, 10, 5] as const;

interface SectionProps {
  readonly change: (part: Partial<Settings>) => Promise<void>;
}

function Looks({ change }: SectionProps) {
  const { settings: texts } = useTexts();
  const settings = useSettings((all) => all);
  return (
    <Section title={texts.looks}>
      <ChoiceField
        label={texts.theme}
        options={optionsOf(texts.themes)}
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
      />
      <ChoiceField
        label={texts.directions}
        options={optionsOf(texts.directionNames)}
        value={settings.directionColors}
        onChange={(directionColors) => void change({ directionColors })}
      />
      <ChoiceField
        label={texts.density}
        options={optionsOf(texts.densities)}
        value={settings.density}
        onChange={(density) => void change({ density })}
      />
      <ChoiceField
        label={texts.language}
        options={optionsOf({ en: 'English', de: 'Deutsch' })}
        value={settings.language}
        onChange={(language) => void change({ language })}
      />
      <ScreenUpdates change={change} />
      <SwitchSetting
        label={texts.reducedMotion}
        value={settings.reducedMotion}
        onChange={(reducedMotion) => void change({ reducedMotion })}
      />
      <SwitchSetting
        label={texts.orderHotkeys}
        value={settings.orderHotkeys}
        onChange={(orderHotkeys) => void change({ orderHotkeys })}
      />
      <SwitchSetting
        label={texts.keepAwake}
        value={settings.keepAwake}
        onChange={(keepAwake) => void change({ keepAwake })}
      />
    </Section>
  );
}

/** How often windows draw what the engine tells. */
function ScreenUpdates({ change }: SectionProps) {
  const { settings: texts } = useTexts();
  const { updatesPerSecond } = useSettings((all) => all);
  return (
    <ChoiceField
      label={texts.updates}
      options={RATES.map((rate) => [String(rate), texts.updatesPerSecond[rate]] as const)}
      value={String(updatesPerSecond)}
      onChange={(chosen) => {
        const rate = RATES.find((each) => String(each) === chosen);
        if (rate !== undefined) void change({ updatesPerSecond: rate });
      }}
    />
  );
}

interface AccountProps extends SectionProps {
  readonly setProblem: (problem: string | undefined) => void;
}

function AccountAndMarket({ change, setProblem }: AccountProps) {
  const { settings: texts } = useTexts();
  const settings = useSettings((all) => all);
  return (
    <Section title={texts.account} hint={texts.nextStart}>
      <MarketChoice change={change} />
      <TextSetting
        label={texts.deposit}
        unit="USDT"
        value={settings.depositQuote}
        onCommit={(depositQuote) => void change({ depositQuote })}
      />
      <TextSetting
        label={texts.seed}
        value={String(settings.sandboxSeed)}
        onCommit={(text) => void change({ sandboxSeed: Number(text) })}
      />
      <TextSetting
        label={texts.recordingCap}
        unit="MB"
        value={String(settings.recordingCapMb)}
        onCommit={(text) => void change({ recordingCapMb: Number(text) })}
      />
      <SwitchSetting
        label={texts.keepRawFrames}
        value={settings.keepRawFrames}
        onChange={(keepRawFrames) => void change({ keepRawFrames })}
      />
      <PaperVenue change={change} />
      <DelaySettings change={change} setProblem={setProblem} />
    </Section>
  );
}

/** What the paper venue assumes: how resting orders fill, and what backs positions. */
function PaperVenue({ change }: SectionProps) {
  const { settings: texts } = useTexts();
  const settings = useSettings((all) => all);
  return (
    <>
      <ChoiceField
        label={texts.fillModel}
        options={optionsOf(texts.fillModels)}
        value={settings.fillModel}
        onChange={(fillModel) => void change({ fillModel })}
      />
      <ChoiceField
        label={texts.marginMode}
        options={optionsOf(texts.marginModes)}
        value={settings.marginMode}
        onChange={(marginMode) => void change({ marginMode })}
      />
    </>
  );
}

/** Whose market is traded on, and which of its symbols. */
function MarketChoice({ change }: SectionProps) {
  const { settings: texts } = useTexts();
  const { liveSymbols, marketSource } = useSettings((all) => all);
  const live = LIVE_VENUE_NAMES.map((name) => [name, texts.liveSource(LIVE_VENUES[name].title)] as const);
  const names = { sandbox: texts.sources.sandbox, ...Object.fromEntries(live) } as Record<
    Settings['marketSource'],
    string
  >;
  return (
    <>
      <ChoiceField
        label={texts.marketSource}
        options={optionsOf(names)}
        value={marketSource}
        onChange={(source) => void change(choiceOf(source))}
      />
      {marketSource !== 'sandbox' && (
        <TextSetting
          label={texts.liveSymbols}
          isText
          value={liveSymbols.join(', ')}
          onCommit={(text) => void change({ liveSymbols: symbolsIn(text) })}
        />
      )}
    </>
  );
}

/** Every venue has symbols of its own, so another venue begins with its usual ones. */
const choiceOf = (marketSource: Settings['marketSource']): Partial<Settings> =>
  marketSource === 'sandbox'
    ? { marketSource }
    : { marketSource, liveSymbols: [...LIVE_VENUES[marketSource].symbols] };

const symbolsIn = (text: string): string[] =>
  text
    .split(',')
    .map((symbol) => symbol.trim().toUpperCase())
    .filter((symbol) => symbol !== '');

interface TitledProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Section({ title, hint, children }: TitledProps) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="settings-grid">{children}</div>
    </section>
  );
}
