import type { CommandHandlers } from '../../contract/handlers.ts';
import { openTimes, seek } from '../library/seek.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed } from './answers.ts';

type LibraryHandlers = Pick<
  CommandHandlers,
  | 'library'
  | 'measureDay'
  | 'removeDays'
  | 'previewImport'
  | 'importTable'
  | 'importCapture'
  | 'importReport'
  | 'replayDays'
  | 'replayTimeline'
  | 'seek'
>;

/** Kept market data: what there is, how it comes in, and playing it back. */
export function libraryHandlers(station: Workstation): LibraryHandlers {
  const { library } = station;
  const noFiles = (importId: string) => failed('file-refused', `no files were chosen for ${importId}`);
  return {
    library: async () => {
      const looked = await library.view();
      return looked.ok ? { ok: true, reply: looked.value } : failed('file-refused', looked.detail);
    },
    measureDay: async (key) => answerOf(await library.measureDay(key)),
    removeDays: async ({ days }) => answerOf(await library.removeDays(days)),
    previewImport: async ({ importId, mapping }) => {
      const looked = await library.preview(importId, mapping);
      return looked.ok ? { ok: true, reply: looked.value } : failed('file-refused', looked.detail);
    },
    importTable: ({ brokenRows, finerSizes, importId, instrument, jobId, mapping }) => {
      const hasBegun = library.startImport(jobId, importId, (paths, archive) => ({
        kind: 'import-table',
        archive,
        request: { importId, paths, mapping, instrument, brokenRows, finerSizes },
      }));
      return hasBegun ? done : noFiles(importId);
    },
    importCapture: ({ brokenRows, importId, jobId }) => {
      const hasBegun = library.startImport(jobId, importId, (paths, archive) => ({
        kind: 'import-capture',
        archive,
        request: { importId, paths, brokenRows },
      }));
      return hasBegun ? done : noFiles(importId);
    },
    importReport: ({ importId }) => ({ ok: true, reply: { report: library.report(importId) } }),
    replayDays: async ({ days, fromMs }) => {
      const source = await library.replayOf(days);
      if (!source.ok) return failed('file-refused', source.detail);
      const opened = await station.openReplay(source.value, { fromMs });
      return opened.ok ? { ok: true, reply: { sessionId: opened.sessionId } } : opened;
    },
    replayTimeline: () => ({ ok: true, reply: { timeline: openTimes(station) } }),
    seek: ({ timeMs }) => seek(station, timeMs),
  };
}

const answerOf = (trouble: string) => (trouble === '' ? done : failed('file-refused', trouble));
