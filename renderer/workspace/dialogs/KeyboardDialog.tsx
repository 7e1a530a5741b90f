import { Dialog } from '../../design/Dialog.tsx';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { HOTKEY_NAMES, type HotkeyName, hotkeyText } from '../hotkeys.ts';

/** What a hotkey does, in the words its button uses. */
const hotkeyTitle = (name: HotkeyName, texts: Texts): string =>
  ({
    palette: texts.palette.label,
    freeze: texts.topBar.freeze,
    settings: texts.settings.title,
    theme: texts.palette.toggleTheme,
    report: texts.palette.exportReport,
  })[name];

/** Every key the window listens to. */
export function KeyboardDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const { heatmap, keyboard, ladder, panels } = texts;
  const keys: readonly (readonly [string, string])[] = [
    ...HOTKEY_NAMES.map((name) => [hotkeyTitle(name, texts), hotkeyText(name)] as const),
    [keyboard.openRow, 'Enter'],
  ];
  const sentences: readonly (readonly [string, string])[] = [
    [keyboard.tables, keyboard.arrows],
    [keyboard.chart, keyboard.chartKeys],
    [panels.ladder, ladder.keys],
    [panels.heatmap, heatmap.keys],
  ];
  return (
    <Dialog title={keyboard.title} onClose={onClose} isReading>
      <table className="plain-table keyboard">
        <tbody>
          {keys.map(([what, key]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <kbd>{key}</kbd>
              </td>
            </tr>
          ))}
          {sentences.map(([what, told]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{told}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
