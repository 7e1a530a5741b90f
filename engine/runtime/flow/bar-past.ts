import { existsSync } from 'node:fs';
import { instrumentFolder } from '../../archive/day-folder.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { PastBars } from '../../market/bars/past-bars.ts';
import type { Looked } from '../library/library-task.ts';
import type { PastPage, PastPageRequest } from '../library/past-page.ts';
import { runLibraryTask } from '../library/run-library-task.ts';
import type { OpenPastOf } from './session-flow.ts';

/** Days of the pages: the first is on screen at once, the last are the most a thread reads in one go. */
const PAGE_DAYS = [2, 28, 56] as const;
/** As many minutes as a chart keeps. */
const MOST_BARS = 1_300_000;
const MINUTE_MS = 60_000;

/** The session whose charts go on into the archive. */
interface OpenSession {
  readonly description: SessionDescription;
  readonly kernel: { readonly hasBegun: boolean };
}

export interface ArchivePastOptions {
  /** Folder of the archive. */
  readonly archive: string;
  readonly session: () => OpenSession;
  /** Told why the past of an instrument is not shown. */
  readonly onFailure: (detail: string) => void;
}

/**
 * The archive as the past of a session’s charts: read in a thread, newest first, when an instrument is
 * first looked at. Nothing of the session itself, and in a replay nothing after its begin.
 */
export function pastFromArchive({ archive, onFailure, session: current }: ArchivePastOptions): OpenPastOf {
  const session = current();
  return (id, firstTime) => {
    const { description, kernel } = session;
    const instrument = description.instruments.find((candidate) => candidate.id === id);
    if (!kernel.hasBegun || !instrument) return undefined;
    const past = new PastBars(beginOf(description, firstTime));
    if (existsSync(instrumentFolder(archive, id)))
      fill(past, instrument, { archive, isWanted: () => current() === session }).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        if (current() === session) onFailure(`the archive of ${id} is not in its chart: ${why}`);
      });
    return past;
  };
}

/** The full minute from which on a session has an instrument’s bars itself. */
function beginOf({ mode, startedAt }: SessionDescription, firstTime: number | undefined): number {
  const first = firstTime ?? startedAt;
  const begin = mode === 'replay' ? Math.min(first, startedAt) : first;
  return begin - (begin % MINUTE_MS);
}

interface Filling {
  readonly archive: string;
  readonly isWanted: () => boolean;
}

async function fill(past: PastBars, instrument: Instrument, { archive, isWanted }: Filling): Promise<void> {
  let until: number | undefined = past.until;
  let taken = 0;
  for (let page = 0; until !== undefined && taken < MOST_BARS; page += 1) {
    const request: PastPageRequest = {
      instrument: instrument.id,
      until,
      days: PAGE_DAYS[Math.min(page, PAGE_DAYS.length - 1)] as number,
      isSimulated: instrument.venue === 'sandbox',
    };
    const read: Looked<PastPage> = await runLibraryTask({ kind: 'past-page', archive, request }, quiet)
      .result;
    if (!isWanted()) return;
    if (!read.ok) throw new Error(read.detail);
    past.addOlder(read.value.bars);
    taken += read.value.bars.openTime.length;
    until = read.value.olderUntil;
  }
}

const quiet = { onProgress: () => undefined };
