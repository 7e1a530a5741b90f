import { create } from 'zustand';
import type { ColumnMappingView } from '../../../engine/contract/column-mapping.ts';
import type { ImportPreviewView, ImportReportView } from '../../../engine/contract/library-views.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { askHost } from '../../host-client/host.ts';
import { notify } from '../../host-client/notices.ts';
import { loadLibrary } from './use-library.ts';

/** What a person says about a table, as it is typed. */
export interface ImportForm {
  readonly instrument: string;
  readonly tickSize: string;
  readonly lotSize: string;
  readonly makerFeeBps: string;
  readonly takerFeeBps: string;
  readonly brokenRows: 'refuse' | 'skip';
  readonly finerSizes: 'refuse' | 'cut';
}

/** An import from the choice of its files to its report. Kept outside of the dialog, which may be closed while it works. */
interface ImportState {
  readonly importId: string | undefined;
  readonly preview: ImportPreviewView | undefined;
  /** The mapping as it is being changed; the preview is of the one before until it is checked again. */
  readonly mapping: ColumnMappingView | undefined;
  readonly failure: string;
  readonly form: ImportForm;
  readonly jobId: string | undefined;
  readonly report: ImportReportView | undefined;
}

const EMPTY_FORM: ImportForm = {
  instrument: '',
  tickSize: '',
  lotSize: '',
  makerFeeBps: '10',
  takerFeeBps: '10',
  brokenRows: 'refuse',
  finerSizes: 'refuse',
};

const CLOSED: ImportState = {
  importId: undefined,
  preview: undefined,
  mapping: undefined,
  failure: '',
  form: EMPTY_FORM,
  jobId: undefined,
  report: undefined,
};

const REPORT_EVERY_MS = 300;

export const useImport = create<ImportState>(() => CLOSED);

/** Lets the person choose files and looks into them. */
export async function chooseImport(): Promise<void> {
  const answer = await askHost('chooseImport', {});
  if (!answer.ok) notify({ level: 'error', text: answer.failure.detail });
  else if (answer.reply.outcome === 'failed') notify({ level: 'error', text: answer.reply.detail });
  else if (answer.reply.outcome === 'chosen') {
    useImport.setState({ ...CLOSED, importId: answer.reply.importId });
    await lookAgain();
  }
}

/** Checks the first rows again with the mapping as it stands. */
export async function lookAgain(): Promise<void> {
  const { importId, mapping } = useImport.getState();
  if (importId === undefined) return;
  const answer = await askEngine('previewImport', { importId, ...(mapping ? { mapping } : {}) });
  if (useImport.getState().importId !== importId) return;
  if (!answer.ok) return useImport.setState({ failure: answer.failure.detail });
  const preview = answer.reply;
  const { form } = useImport.getState();
  const [guessed = ''] = preview.instruments;
  useImport.setState({
    preview,
    failure: '',
    mapping: preview.mapping ?? undefined,
    form: { ...form, instrument: form.instrument === '' ? guessed : form.instrument },
  });
  return undefined;
}

export const changeForm = (change: Partial<ImportForm>): void =>
  useImport.setState(({ form }) => ({ form: { ...form, ...change } }));

export const changeMapping = (change: Partial<ColumnMappingView>): void =>
  useImport.setState(({ mapping }) => ({ mapping: mapping && { ...mapping, ...change } }));

export const closeImport = (): void => useImport.setState(CLOSED);

/** Begins the import; its report appears when it has ended. */
export async function startImport(): Promise<void> {
  const { form, importId, mapping, preview } = useImport.getState();
  if (importId === undefined || preview === undefined) return;
  const jobId = `job-${crypto.randomUUID()}`;
  useImport.setState({ jobId, report: undefined, failure: '' });
  const answer =
    preview.shape === 'capture' || mapping === undefined
      ? await askEngine('importCapture', { importId, jobId, brokenRows: form.brokenRows })
      : await askEngine('importTable', { importId, jobId, mapping, ...importChoices(form) });
  if (answer.ok) await waitForReport(importId);
  else useImport.setState({ jobId: undefined, failure: answer.failure.detail });
}

function importChoices({ brokenRows, finerSizes, instrument, ...form }: ImportForm) {
  return {
    instrument: {
      id: instrument,
      ...(form.tickSize === '' ? {} : { tickSize: form.tickSize }),
      ...(form.lotSize === '' ? {} : { lotSize: form.lotSize }),
      makerFeeBps: Number(form.makerFeeBps),
      takerFeeBps: Number(form.takerFeeBps),
    },
    brokenRows,
    finerSizes,
  };
}

async function waitForReport(importId: string): Promise<void> {
  for (;;) {
    const answer = await askEngine('importReport', { importId });
    const report = answer.ok ? answer.reply.report : undefined;
    if (!answer.ok || report) {
      // The dialog may be open for other files by now.
      if (useImport.getState().importId === importId)
        useImport.setState({
          jobId: undefined,
          report: report ?? undefined,
          failure: answer.ok ? '' : answer.failure.detail,
        });
      await loadLibrary();
      return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, REPORT_EVERY_MS);
    });
  }
}
