/** A combination of keys; `mod` is Ctrl, or Cmd on a Mac. */
interface Hotkey {
  readonly key: string;
  readonly shift?: boolean;
}

/** The window's hotkeys, all with Ctrl or Cmd. */
const HOTKEYS = {
  palette: { key: 'k' },
  freeze: { key: 'f', shift: true },
  settings: { key: ',' },
  theme: { key: 'l', shift: true },
  report: { key: 'e', shift: true },
} as const satisfies Record<string, Hotkey>;

export type HotkeyName = keyof typeof HOTKEYS;
export const HOTKEY_NAMES = Object.keys(HOTKEYS) as HotkeyName[];

const isMac = (): boolean => navigator.userAgent.includes('Mac');

/** The keys as they are written beside an action. */
export function hotkeyText(name: HotkeyName): string {
  const { key, shift = false }: Hotkey = HOTKEYS[name];
  const keys = [isMac() ? '⌘' : 'Ctrl', ...(shift ? [isMac() ? '⇧' : 'Shift'] : []), key.toUpperCase()];
  return keys.join(isMac() ? '' : '+');
}

/** The hotkey a key press stands for. */
export function hotkeyOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): HotkeyName | undefined {
  if (!(isMac() ? event.metaKey : event.ctrlKey)) return undefined;
  return HOTKEY_NAMES.find((name) => {
    const { key, shift = false }: Hotkey = HOTKEYS[name];
    return key === event.key.toLowerCase() && shift === event.shiftKey;
  });
}
