import type { SessionView } from '../../engine/contract/views.ts';
import type { ModeBadge } from '../../engine/domain/session/mode.ts';

/** What the window trades on. A real account that is only watched is another thing than one that is armed. */
export type Mode = ModeBadge | 'LIVE-READ';

export const modeOf = ({ badge, live }: Pick<SessionView, 'badge' | 'live'>): Mode =>
  badge === 'LIVE' && (live?.armedUntilMs ?? null) === null ? 'LIVE-READ' : badge;

/** The word for it, the same in every language but where it is two. */
export const modeWord = (mode: Mode, words: Readonly<Record<'LIVE' | 'LIVE-READ', string>>): string =>
  mode === 'LIVE' || mode === 'LIVE-READ' ? words[mode] : mode;

/** How long an account stays armed: `3:59:12`. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
