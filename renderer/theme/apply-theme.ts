import type { Settings } from '../../electron/contract/host-channels.ts';

/** Writes the looks a person has chosen on the root element; the style sheets do the rest. */
export function applyTheme(settings: Settings, root: HTMLElement = document.documentElement): void {
  root.dataset['theme'] = settings.theme;
  root.dataset['directions'] = settings.directionColors;
  root.dataset['density'] = settings.density;
  root.dataset['motion'] = settings.reducedMotion ? 'reduced' : 'full';
  root.lang = settings.language;
}
