import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { useTexts } from '../language/texts.ts';
import { IconButton } from './IconButton.tsx';
import { ScrollRegion } from './ScrollRegion.tsx';
import { useModal } from './use-modal.ts';

interface DialogProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot. */
  readonly actions?: ReactNode;
  /** There is nothing to press in the body, so the keyboard must reach the body itself to scroll it. */
  readonly isReading?: boolean;
}

/** A modal dialog with a title, a body that scrolls, and its buttons. */
export function Dialog({ title, size = 'medium', onClose, children, actions, isReading }: DialogProps) {
  const box = useModal(onClose);
  const titleId = useId();
  const texts = useTexts();
  useEffect(() => {
    // Not the first button: its tooltip would open at once and lie over the title.
    box.current?.focus();
  }, [box]);

  return (
    <dialog ref={box} className={`dialog dialog-${size}`} aria-labelledby={titleId} tabIndex={-1}>
      <div className="dialog-frame">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label={texts.close} hotkey="Esc" onClick={onClose} />
        </header>
        {isReading === true ? (
          <ScrollRegion className="dialog-body" label={title}>
            {children}
          </ScrollRegion>
        ) : (
          <div className="dialog-body">{children}</div>
        )}
        {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
