import { Download, FileDown, Play, RefreshCw, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { LibraryDayView, LibraryView } from '../../../engine/contract/library-views.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { formatBytes } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { DayDetails } from './DayDetails.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { libraryColumns } from './library-columns.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { replayDays } from './replay-days.ts';
import { chooseImport, useImport } from './use-import.ts';
import { keyOf, loadLibrary, openDetails, useLibrary } from './use-library.ts';

/** Kept market data: what there is, how good it is, and what can be done with it. */
export function LibraryPanel() {
  const { library: texts } = useTexts();
  const { view, failure, isLoading } = useLibrary();
  const importId = useImport((state) => state.importId);
  useEffect(() => {
    void loadLibrary();
  }, []);
  return (
    <div className="panel-body library">
      {view === undefined && failure === '' && <EmptyPanel>{texts.loading}</EmptyPanel>}
      {failure !== '' && (
        <EmptyPanel>
          {texts.failed(failure)}
          <button type="button" className="button" onClick={() => void loadLibrary()}>
            {texts.retry}
          </button>
        </EmptyPanel>
      )}
      {view !== undefined && failure === '' && <KeptDays view={view} isLoading={isLoading} />}
      {importId !== undefined && <ImportDialog importId={importId} />}
    </div>
  );
}

function KeptDays({ view, isLoading }: { readonly view: LibraryView; readonly isLoading: boolean }) {
  const texts = useTexts();
  const chosen = useLibrary((state) => state.chosen);
  const opened = useLibrary((state) => state.opened);
  const [dialog, setDialog] = useState<'none' | 'export' | 'remove'>('none');
  const columns = useMemo(() => libraryColumns(texts, chosen), [texts, chosen]);
  const days = view.days.filter((day) => chosen.has(keyOf(day)));
  const shown = view.days.find((day) => keyOf(day) === opened);
  return (
    <>
      <PanelToolbar label={texts.panels.library}>
        <button type="button" className="button primary" onClick={() => void chooseImport()}>
          <Download size={14} aria-hidden /> {texts.library.import}
        </button>
        <DayActions days={days} onExport={() => setDialog('export')} onRemove={() => setDialog('remove')} />
        <span className="hint roomy">
          {texts.library.summary(view.days.length, formatBytes(view.bytes), formatBytes(view.freeBytes))}
          {view.rawBytes > 0 && texts.library.rawFrames(formatBytes(view.rawBytes))}
        </span>
        <span className="spacer" />
        <IconButton
          icon={RefreshCw}
          label={texts.library.refresh}
          isDisabled={isLoading}
          onClick={() => void loadLibrary()}
        />
        <CopyTableButton columns={columns} rows={view.days} />
      </PanelToolbar>
      <DataTable
        label={texts.panels.library}
        columns={columns}
        rows={view.days}
        rowKey={keyOf}
        empty={texts.library.empty}
        onOpen={(day) => openDetails(keyOf(day))}
      />
      {shown !== undefined && <DayDetails key={opened} day={shown} />}
      {dialog === 'export' && <ExportDialog days={days} onClose={() => setDialog('none')} />}
      {dialog === 'remove' && <RemoveDialog days={days} onClose={() => setDialog('none')} />}
    </>
  );
}

interface DayActionsProps {
  readonly days: readonly LibraryDayView[];
  readonly onExport: () => void;
  readonly onRemove: () => void;
}

/** What can be done with the chosen days. */
function DayActions({ days, onExport, onRemove }: DayActionsProps) {
  const { library: texts } = useTexts();
  const nothing = days.length === 0;
  return (
    <>
      <button type="button" className="button" disabled={nothing} onClick={() => void replayDays(days)}>
        <Play size={14} aria-hidden /> {texts.replay}
      </button>
      <button type="button" className="button" disabled={nothing} onClick={onExport}>
        <FileDown size={14} aria-hidden /> {texts.export}
      </button>
      <button type="button" className="button" disabled={nothing} onClick={onRemove}>
        <Trash2 size={14} aria-hidden /> {texts.delete}
      </button>
      {!nothing && <span className="hint">{texts.chosen(days.length)}</span>}
    </>
  );
}
