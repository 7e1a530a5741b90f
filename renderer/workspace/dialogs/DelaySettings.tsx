import type { Settings } from '../../../electron/contract/host-channels.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { formatFixed } from '../../formatting/numbers.ts';
import { chooseMeasuredDelays, useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { TextSetting } from './settings-controls.tsx';

type Delays = Settings['latency'];
type Variation = NonNullable<Delays['variation']>;

/** Begins a log-normal: a delay in six is then half as long again, or more. */
const USUAL_SIGMA_PER_MILLE = 400;

interface DelayProps {
  readonly change: (part: Partial<Settings>) => Promise<void>;
  readonly setProblem: (problem: string | undefined) => void;
}

/** How long everything takes on paper: always the same, log-normal around it, or drawn from measured delays. */
export function DelaySettings({ change, setProblem }: DelayProps) {
  const { settings: texts } = useTexts();
  const { variation, ...middle } = useSettings((all) => all.latency);
  const kind = variation?.kind ?? 'constant';
  const choose = async () => setProblem(await chooseMeasuredDelays());
  const set = (latency: Delays) => void change({ latency });
  return (
    <>
      <ChoiceField
        label={texts.delays}
        options={optionsOf(texts.delayKinds)}
        value={kind}
        onChange={(chosen) => {
          if (chosen === 'empirical') void choose();
          else set(chosen === 'constant' ? middle : { ...middle, variation: usualLogNormal });
        }}
      />
      {variation?.kind === 'empirical' ? (
        <MeasuredDelays variation={variation} choose={() => void choose()} />
      ) : (
        (['feedMs', 'orderMs', 'responseMs'] as const).map((part) => (
          <TextSetting
            key={part}
            label={texts[part]}
            unit="ms"
            value={String(middle[part])}
            onCommit={(text) => set({ ...middle, [part]: Number(text), ...(variation ? { variation } : {}) })}
          />
        ))
      )}
      {variation?.kind === 'log-normal' && (
        <TextSetting
          label={texts.delaySpread}
          value={String(variation.sigmaPerMille / 1000)}
          onCommit={(text) =>
            set({
              ...middle,
              variation: { kind: 'log-normal', sigmaPerMille: Math.round(Number(text) * 1000) },
            })
          }
        />
      )}
    </>
  );
}

const usualLogNormal: Variation = { kind: 'log-normal', sigmaPerMille: USUAL_SIGMA_PER_MILLE };

function MeasuredDelays({
  choose,
  variation,
}: {
  readonly variation: Extract<Variation, { kind: 'empirical' }>;
  readonly choose: () => void;
}) {
  const { settings: texts } = useTexts();
  const { feedMs, file, orderMs, responseMs } = variation;
  const counts = [feedMs, orderMs, responseMs].map(({ length }) => formatFixed(length, 0));
  return (
    <div>
      <p className="hint">{texts.measuredDelays(file, counts)}</p>
      <button type="button" className="button" onClick={choose}>
        {texts.chooseDelays}
      </button>
    </div>
  );
}
