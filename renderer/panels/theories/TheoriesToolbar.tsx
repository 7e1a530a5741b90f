import type { TheoriesUpdate } from '../../../engine/contract/theory-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { THEORY_INTERVALS_MS, THEORY_PRESETS } from '../../../engine/domain/theory/theory-reading.ts';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { formatCount } from '../../formatting/numbers.ts';
import { formatInterval, formatMinute } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import type { TheoriesChoice } from './theories-settings.ts';

interface TheoriesToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: TheoriesChoice;
  readonly update: TheoriesUpdate | undefined;
  readonly onChange: (change: Partial<TheoriesChoice>) => void;
}

/** Chooses bars and preset, and says how far the theories are. */
export function TheoriesToolbar({ choice, instrument, onChange, update }: TheoriesToolbarProps) {
  const { panels, theories: texts } = useTexts();
  const hint = texts.presetHints[choice.preset];
  return (
    <PanelToolbar label={panels.theories} wraps>
      <span className="panel-symbol">{instrument.symbol}</span>
      <Segments
        label={texts.interval}
        value={choice.intervalMs}
        onChange={(intervalMs: TheoriesChoice['intervalMs']) => onChange({ intervalMs })}
        options={THEORY_INTERVALS_MS.map((value) => ({ value, text: formatInterval(value) }))}
      />
      <Segments
        label={texts.preset}
        value={choice.preset}
        onChange={(preset: TheoriesChoice['preset']) => onChange({ preset })}
        options={THEORY_PRESETS.map((value) => ({ value, text: texts.presets[value] }))}
      />
      <span className="hint theories-progress">{progressText(update, texts)}</span>
      <span className="hint theories-preset-hint">{hint}</span>
    </PanelToolbar>
  );
}

function progressText(
  update: TheoriesUpdate | undefined,
  texts: ReturnType<typeof useTexts>['theories'],
): string {
  if (update === undefined) return '';
  const { asOfMs, waiting } = update;
  if (waiting > 0) return texts.waiting(formatCount(waiting));
  return asOfMs === null ? texts.noBars : texts.asOf(formatMinute(asOfMs));
}
