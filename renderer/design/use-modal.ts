import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useLatest } from './use-latest.ts';

/**
 * Shows a dialog element over the page as long as it is drawn. The platform keeps the focus inside
 * and gives it back; Escape and a press beside the dialog close it.
 */
export function useModal(onClose: () => void): RefObject<HTMLDialogElement | null> {
  const box = useRef<HTMLDialogElement>(null);
  const close = useLatest(onClose);
  // Not a passive effect: its end would come after the element is gone, too late to give the focus back.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog === null) return undefined;
    const onCancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    // An open tooltip swallows the platform's own cancel.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current();
    };
    const onPress = (event: MouseEvent) => {
      if (event.target === dialog) close.current();
    };
    dialog.addEventListener('cancel', onCancel);
    dialog.addEventListener('keydown', onKey);
    dialog.addEventListener('mousedown', onPress);
    dialog.showModal();
    return () => {
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('keydown', onKey);
      dialog.removeEventListener('mousedown', onPress);
      dialog.close();
    };
  }, [close]);
  return box;
}
