import type { HostAnswer } from '../../../electron/contract/host-bridge.ts';
import { LIVE_VENUES, type LiveVenue } from '../../../engine/domain/instrument/live-venues.ts';
import { VENUE_WEBSITES } from '../../../engine/domain/instrument/venue-websites.ts';
import { tellWish } from '../../engine-client/safety.ts';
import { askHost } from '../../host-client/host.ts';
import { notify } from '../../host-client/notices.ts';
import { currentTexts } from '../../language/texts.ts';

/** A venue as a person calls it. */
export const titleOfVenue = (venue: LiveVenue): string => LIVE_VENUES[venue].title;

/** Lets no entry out any more; the account stays open. */
export const disarm = (): Promise<void> => ask(askHost('disarmAccount', {}));

/** Back to paper trading; the host asks first while positions are open. */
export const leaveAccount = (): Promise<void> => ask(askHost('leaveAccount', {}));

/** A person has looked at what others hold in an instrument; the host asks whether it may be entered again. */
export const releaseSymbol = (instrument: string): Promise<boolean> =>
  tellWish({ kind: 'release-symbol', instrument });

/** Puts the venue's own address on the clipboard, for what has to be done by hand there. */
export async function copyAddress(venue: LiveVenue): Promise<void> {
  const address = VENUE_WEBSITES[venue];
  const answer = await askHost('copyText', { text: address });
  if (answer.ok) notify({ level: 'info', text: currentTexts().live.atVenue.copied(address) });
  else notify({ level: 'error', text: answer.failure.detail });
}

async function ask(asked: Promise<HostAnswer<'leaveAccount'>>): Promise<void> {
  const answer = await asked;
  if (!answer.ok) return notify({ level: 'error', text: answer.failure.detail });
  const { detail, outcome } = answer.reply;
  if (outcome === 'refused' || outcome === 'failed') notify({ level: 'error', text: detail });
}
