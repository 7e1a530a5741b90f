import { useState } from 'react';
import type { HostReply } from '../../../electron/contract/host-channels.ts';
import type { LibraryDayView } from '../../../engine/contract/library-views.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { Segments } from '../../design/Segments.tsx';
import { formatBytes } from '../../formatting/numbers.ts';
import { askHost } from '../../host-client/host.ts';
import { useTexts } from '../../language/texts.ts';
import { JobProgress } from './JobProgress.tsx';

interface ExportDialogProps {
  readonly days: readonly LibraryDayView[];
  readonly onClose: () => void;
}

type Format = 'csv' | 'parquet' | 'raw';
const FORMATS: readonly Format[] = ['csv', 'parquet', 'raw'];

/** Writes chosen days into a folder of the person's choice. */
export function ExportDialog({ days, onClose }: ExportDialogProps) {
  const texts = useTexts();
  const { exporting } = texts.library;
  const [format, setFormat] = useState<Format>('csv');
  const [isPacked, setPacked] = useState(true);
  const [jobId, setJobId] = useState<string>();
  const [ended, setEnded] = useState<HostReply<'exportDays'>>();
  const start = async () => {
    const id = `export-${crypto.randomUUID()}`;
    setJobId(id);
    setEnded(undefined);
    const chosen = days.map(({ day, instrument }) => ({ day, instrument }));
    const answer = await askHost('exportDays', { days: chosen, format, isPacked, jobId: id });
    setEnded(answer.ok ? answer.reply : { outcome: 'failed', detail: answer.failure.detail });
    setJobId(undefined);
  };
  return (
    <Dialog
      title={exporting.title}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.close}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={jobId !== undefined}
            onClick={() => void start()}
          >
            {exporting.confirm}
          </button>
        </>
      }
    >
      <p>{exporting.what(days.length)}</p>
      <FormatChoice {...{ format, setFormat, isPacked, setPacked }} />
      {jobId !== undefined && <JobProgress jobId={jobId} working={exporting.working} />}
      {ended !== undefined && <ExportEnd ended={ended} />}
    </Dialog>
  );
}

interface FormatChoiceProps {
  readonly format: Format;
  readonly setFormat: (format: Format) => void;
  readonly isPacked: boolean;
  readonly setPacked: (isPacked: boolean) => void;
}

function FormatChoice({ format, isPacked, setFormat, setPacked }: FormatChoiceProps) {
  const { library } = useTexts();
  const { exporting } = library;
  return (
    <>
      <Segments
        label={exporting.format}
        value={format}
        onChange={setFormat}
        options={FORMATS.map((value) => ({ value, text: exporting.formats[value] }))}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={isPacked}
          disabled={format !== 'csv'}
          onChange={(event) => setPacked(event.target.checked)}
        />{' '}
        {exporting.packed}
      </label>
      {format === 'raw' && <p className="hint">{exporting.rawHint}</p>}
    </>
  );
}

function ExportEnd({ ended }: { readonly ended: HostReply<'exportDays'> }) {
  const { library } = useTexts();
  const { exporting } = library;
  switch (ended.outcome) {
    case 'canceled':
      return <p role="status">{exporting.canceled}</p>;
    case 'failed':
      return (
        <p role="alert" className="danger">
          {exporting.failed(ended.detail)}
        </p>
      );
    case 'saved':
      return (
        <div role="status">
          <p>{exporting.saved(ended.files.length, ended.folder)}</p>
          <ul className="written-files">
            {ended.files.map(({ bytes, name }) => (
              <li key={name}>
                <span>{name}</span> <span className="soft number">{formatBytes(bytes)}</span>
              </li>
            ))}
          </ul>
        </div>
      );
  }
}
