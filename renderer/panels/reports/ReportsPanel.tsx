import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { ExportResult } from './ExportResult.tsx';
import { exportReport, type ReportFormat, useExport } from './use-export.ts';

const FORMATS: readonly ReportFormat[] = ['html', 'pdf', 'csv', 'json'];

/** In a low panel the end of the list is out of sight; what comes of a press must be seen. */
const bringIntoView = (part: HTMLElement | null): void => part?.scrollIntoView({ block: 'nearest' });

/** Exports the report pack: formats, progress with a way to stop, and what was written. */
export function ReportsPanel() {
  const { reports: texts } = useTexts();
  const [chosen, setChosen] = useState<readonly ReportFormat[]>(FORMATS);
  const jobId = useExport((state) => state.jobId);
  const ended = useExport((state) => state.ended);
  const toggle = (format: ReportFormat) =>
    setChosen(FORMATS.filter((known) => (known === format) !== chosen.includes(known)));

  return (
    <div className="panel-body scroll reports">
      <p className="soft">{texts.intro}</p>
      <fieldset disabled={jobId !== undefined}>
        <legend className="label">{texts.formats}</legend>
        {FORMATS.map((format) => (
          <label key={format} className="check">
            <input type="checkbox" checked={chosen.includes(format)} onChange={() => toggle(format)} />{' '}
            {texts.formatNames[format]}
          </label>
        ))}
      </fieldset>
      {chosen.length === 0 && <p className="hint danger">{texts.pickOne}</p>}
      <button
        type="button"
        className="button primary"
        disabled={jobId !== undefined || chosen.length === 0}
        onClick={() => void exportReport(chosen)}
      >
        <FileDown size={15} aria-hidden /> {texts.export}
      </button>
      {jobId !== undefined && (
        <div ref={bringIntoView}>
          <ExportProgress jobId={jobId} />
        </div>
      )}
      {jobId === undefined && ended !== undefined && (
        <div ref={bringIntoView}>
          <ExportResult ended={ended} />
        </div>
      )}
    </div>
  );
}
