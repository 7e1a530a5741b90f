import type { StrategyCatalogView } from '../../../engine/contract/views.ts';
import { useTexts } from '../../language/texts.ts';

interface PresetPickerProps {
  readonly entry: StrategyCatalogView;
  /** Undefined when the parameters were edited by hand. */
  readonly preset: StrategyCatalogView['presets'][number] | undefined;
  readonly onChoose: (name: string) => void;
}

/** Chooses one of a strategy's presets; nothing to choose, nothing shown. */
export function PresetPicker({ entry, preset, onChoose }: PresetPickerProps) {
  const texts = useTexts();
  if (entry.presets.length === 0 || (entry.presets.length === 1 && preset !== undefined)) return null;
  return (
    <select
      className="select"
      aria-label={`${texts.strategies.preset}, ${entry.title}`}
      value={preset?.name ?? ''}
      onChange={(event) => onChoose(event.target.value)}
    >
      {entry.presets.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
      {preset === undefined && <option value="">{texts.strategies.custom}</option>}
    </select>
  );
}
