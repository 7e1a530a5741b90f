import type { Answer } from '../../contract/commands.ts';
import type { ReplayTimelineView } from '../../contract/library-views.ts';
import { isoSecond } from './iso-second.ts';
import type { ReplaySource } from './replay-source.ts';
import type { ReplayStart } from '../open-replay.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** What going to another time needs of the workstation. */
export interface Seekable {
  readonly replay: ReplaySource | undefined;
  readonly pump: {
    readonly speed: number | undefined;
    marketTime(): number;
    skipTo(time: number): void;
  };
  /** Positions and orders of the open session. */
  readonly session: {
    readonly kernel: {
      readonly time: number;
      readonly rooms: { readonly ledger: { positions(): readonly { readonly signedLots: number }[] } };
    };
  };
  closeOut(because: string): void;
  openReplay(
    source: ReplaySource,
    start: ReplayStart,
  ): Promise<{ readonly ok: true } | Extract<Answer<'seek'>, { ok: false }>>;
}

/** Where the open replay begins and ends; null outside of a replay and until it is known. */
export const openTimes = ({ replay }: Pick<Seekable, 'replay'>): ReplayTimelineView | null =>
  replay?.timeline() ?? null;

/**
 * Goes to a time of the open replay. Forward, the session lives through everything between. Back, a new
 * session begins there: nobody trades with what happened later. Positions of the session that is left are
 * closed in its own account.
 */
export async function seek(station: Seekable, askedMs: number): Promise<Answer<'seek'>> {
  const { pump, replay } = station;
  if (!replay)
    return { ok: false, failure: { code: 'not-in-this-mode', detail: 'only a replay can be moved in time' } };
  const timeline = replay.timeline();
  const timeMs = timeline ? Math.min(Math.max(askedMs, timeline.fromMs), timeline.toMs) : askedMs;
  if (timeMs >= pump.marketTime()) {
    pump.skipTo(timeMs);
    return { ok: true, reply: { way: 'forward' } };
  }
  // Nothing is closed before the past is open: until then it may turn out not to be there.
  const leaving = () =>
    station.replay === replay
      ? [`the replay went back to ${isoSecond(timeMs)}${closeOut(station)}`]
      : undefined;
  const opened = await station.openReplay(replay, { fromMs: timeMs, speed: pump.speed, leaving });
  return opened.ok ? { ok: true, reply: { way: 'back' } } : opened;
}

function closeOut(station: Seekable): string {
  const { kernel } = station.session;
  const held = kernel.rooms.ledger.positions().filter(({ signedLots }) => signedLots !== 0).length;
  if (held === 0) return '';
  station.closeOut(FIXED_REASONS['replay-goes-back']);
  const what = held === 1 ? 'the open position' : `the ${held} open positions`;
  return `; ${what} of the session before ${held === 1 ? 'was' : 'were'} closed at ${isoSecond(kernel.time)} in its own account`;
}
