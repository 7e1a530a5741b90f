import { useState } from 'react';
import type { LibraryDayView } from '../../../engine/contract/library-views.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { formatBytes, formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { loadLibrary } from './use-library.ts';

interface RemoveDialogProps {
  readonly days: readonly LibraryDayView[];
  readonly onClose: () => void;
}

/** Asks once, and says what is lost, before days are deleted. */
export function RemoveDialog({ days, onClose }: RemoveDialogProps) {
  const texts = useTexts();
  const { remove } = texts.library;
  const [isWorking, setWorking] = useState(false);
  const rows = days.reduce((sum, { rows: each }) => sum + Object.values(each).reduce((a, b) => a + b, 0), 0);
  const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
  const confirm = async () => {
    setWorking(true);
    await tellEngine('removeDays', { days: days.map(({ day, instrument }) => ({ day, instrument })) });
    await loadLibrary();
    onClose();
  };
  return (
    <Dialog
      title={remove.title}
      size="small"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="button" className="button kill" disabled={isWorking} onClick={() => void confirm()}>
            {isWorking ? remove.working : remove.confirm}
          </button>
        </>
      }
    >
      <p>{remove.text(days.length, formatCount(rows), formatBytes(bytes))}</p>
      <ul className="written-files">
        {days.slice(0, 20).map(({ day, instrument }) => (
          <li key={`${instrument} ${day}`}>
            {instrument} <span className="soft number">{day}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
