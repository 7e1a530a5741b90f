import type { SessionDescription } from '../../domain/session/session-description.ts';

/** Markets that were listened to; what is played again is in the archive already, or was never meant to be. */
export const isArchivable = ({ mode, source }: Pick<SessionDescription, 'mode' | 'source'>): boolean =>
  (mode === 'paper' || mode === 'live') && source !== 'recorded';
