import { ClipboardCopy } from 'lucide-react';
import { askHost } from '../../host-client/host.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import { IconButton } from '../IconButton.tsx';
import { type Column, tableText } from './column.ts';

interface CopyTableButtonProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Copies the whole table, not only the rows on screen. */
export function CopyTableButton<Row>({ columns, rows }: CopyTableButtonProps<Row>) {
  const texts = useTexts();
  const copy = async () => {
    const answer = await askHost('copyText', { text: tableText(columns, rows) });
    if (answer.ok) notify({ level: 'info', text: texts.copiedRows(rows.length) });
    else notify({ level: 'error', text: answer.failure.detail });
  };
  return (
    <IconButton
      icon={ClipboardCopy}
      label={texts.copyTable}
      isDisabled={rows.length === 0}
      onClick={() => void copy()}
    />
  );
}
