import { create } from 'zustand';

/** What lies over the workspace. */
export type Overlay =
  | 'none'
  | 'palette'
  | 'settings'
  | 'accounts'
  | 'trade'
  | 'about'
  | 'keyboard'
  | 'release';

interface WindowState {
  readonly overlay: Overlay;
  /** How often the shipped layout was asked for. */
  readonly layoutResets: number;
}

/** State of this window alone; nothing of it is kept. */
export const useWindowState = create<WindowState>(() => ({ overlay: 'none', layoutResets: 0 }));

/** Shows a dialog or the palette, or nothing. */
export const showOverlay = (overlay: Overlay): void => useWindowState.setState({ overlay });

/** Brings the shipped layout back. */
export const askForShippedLayout = (): void =>
  useWindowState.setState(({ layoutResets }) => ({ layoutResets: layoutResets + 1 }));
