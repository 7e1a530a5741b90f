import { type ReactNode, useId, useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import { useTexts } from '../language/texts.ts';

interface ChangeDialogProps {
  readonly title: string;
  /** What sends the change is called. */
  readonly action: string;
  /** Nothing typed is wrong, something is another one, and it still stands. */
  readonly isReady: boolean;
  /** Why it cannot be sent just now, where no field says so. */
  readonly note: string | undefined;
  /** Sends the change; answers why it was not made. */
  readonly onSend: () => Promise<string | undefined>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form about one thing that stands at the venue: closes once its change is asked for, and says why it was not. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { action, children, isReady, note, onClose, onSend, title } = props;
  const texts = useTexts();
  const form = useId();
  const [trouble, setTrouble] = useState<string | undefined>();
  const [isAsking, setIsAsking] = useState(false);
  const send = async () => {
    setTrouble(undefined);
    setIsAsking(true);
    const wrong = await onSend();
    setIsAsking(false);
    if (wrong === undefined) onClose();
    else setTrouble(wrong);
  };
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" form={form} className="button" disabled={!isReady || isAsking}>
            {action}
          </button>
        </>
      }
    >
      <form
        id={form}
        className="change-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isAsking) void send();
        }}
      >
        {children}
        {note !== undefined && <p className="hint">{note}</p>}
        {trouble !== undefined && (
          <p className="hint danger" role="alert">
            {trouble}
          </p>
        )}
      </form>
    </Dialog>
  );
}
