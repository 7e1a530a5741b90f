import type { ImportPreviewView, ImportReportView } from '../../../engine/contract/library-views.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { formatBytes, formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { formFaults } from './import-form.ts';
import { BrokenRows, InstrumentForm } from './InstrumentForm.tsx';
import { JobProgress } from './JobProgress.tsx';
import { MappingForm } from './MappingForm.tsx';
import { PreviewRows, RowProblems } from './PreviewRows.tsx';
import { chooseImport, closeImport, lookAgain, startImport, useImport } from './use-import.ts';

/** One import: what the files are, what their columns mean, how it goes and how it ended. */
export function ImportDialog({ importId }: { readonly importId: string }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const { failure, jobId, preview, report } = useImport();
  return (
    <Dialog key={importId} title={texts.title} size="large" onClose={closeImport} actions={<ImportActions />}>
      {preview === undefined && failure === '' && <p role="status">{texts.looking}</p>}
      {failure !== '' && (
        <p role="alert" className="danger">
          {texts.failed(failure)}
        </p>
      )}
      {jobId !== undefined && <JobProgress jobId={jobId} working={texts.working} />}
      {report !== undefined && <ImportEnd report={report} />}
      {preview !== undefined && jobId === undefined && report?.outcome !== 'imported' && (
        <Preview preview={preview} />
      )}
    </Dialog>
  );
}

function ImportActions() {
  const texts = useTexts();
  const { importing } = texts.library;
  const { form, jobId, mapping, preview, report } = useImport();
  const isTable = preview?.shape === 'table';
  const isReady =
    jobId === undefined && preview !== undefined && (!isTable || (mapping && formFaults(form).size === 0));
  return (
    <>
      <button type="button" className="button" onClick={closeImport}>
        {texts.close}
      </button>
      {report?.outcome === 'imported' ? (
        <button type="button" className="button primary" onClick={() => void chooseImport()}>
          {importing.another}
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={isReady !== true}
          onClick={() => void startImport()}
        >
          {importing.confirm}
        </button>
      )}
    </>
  );
}

function Preview({ preview }: { readonly preview: ImportPreviewView }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const { form, mapping } = useImport();
  return (
    <>
      <ul className="written-files" aria-label={texts.files}>
        {preview.files.map(({ bytes, name }) => (
          <li key={name}>
            <span>{name}</span> <span className="soft number">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
      {preview.shape === 'capture' || mapping === undefined ? (
        <>
          <p>{texts.capture(preview.instruments.join(', '))}</p>
          <BrokenRows form={form} />
        </>
      ) : (
        <>
          <div className="import-forms">
            <MappingForm mapping={mapping} header={preview.header} />
            <InstrumentForm form={form} tickSize={preview.tickSize} lotSize={preview.lotSize} />
          </div>
          <Checked preview={preview} />
          <PreviewRows preview={preview} />
        </>
      )}
    </>
  );
}

/** What the check of the first rows found, and a way to check again after a change. */
function Checked({ preview }: { readonly preview: ImportPreviewView }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const { checkedRows, faults, problems } = preview;
  const isClean = faults.length === 0 && problems.length === 0;
  return (
    <div className="import-check">
      <p role="status" className={isClean ? 'hint' : 'hint danger'}>
        {faults.length > 0 && faults.join('; ')}
        {faults.length === 0 &&
          (problems.length === 0
            ? texts.noProblems(checkedRows)
            : texts.problems(problems.length, checkedRows))}
      </p>
      <button type="button" className="button" onClick={() => void lookAgain()}>
        {texts.lookAgain}
      </button>
      <RowProblems problems={problems} />
    </div>
  );
}

function ImportEnd({ report }: { readonly report: ImportReportView }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const isGood = report.outcome === 'imported';
  return (
    <div role={isGood ? 'status' : 'alert'} className={isGood ? undefined : 'danger'}>
      <p>
        <strong>{texts.report[report.outcome]}</strong>: {report.detail}
      </p>
      {isGood && (
        <p className="hint">
          {texts.report.rows(
            formatCount(report.rowsRead),
            formatCount(report.eventsKept),
            formatCount(report.rowsSkipped),
            formatCount(report.sizesCut),
          )}
        </p>
      )}
      <RowProblems problems={report.problems} />
    </div>
  );
}
