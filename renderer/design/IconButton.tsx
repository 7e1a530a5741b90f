import * as Tooltip from '@radix-ui/react-tooltip';
import type { LucideIcon } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** The accessible name and the tooltip. */
  readonly label: string;
  readonly hotkey?: string | undefined;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

/** A button that shows only an icon; its name and hotkey appear on hover and focus. */
export function IconButton({ icon: Icon, label, hotkey, isPressed, isDisabled, onClick }: IconButtonProps) {
  // A panel can have a window of its own, and its tooltips belong there.
  const [body, setBody] = useState<HTMLElement | null>(null);
  const findBody = ({ currentTarget }: SyntheticEvent<HTMLElement>) =>
    setBody(currentTarget.ownerDocument.body);
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          className="icon-button"
          aria-label={label}
          aria-pressed={isPressed}
          disabled={isDisabled}
          onClick={onClick}
          onPointerEnter={findBody}
          onFocus={findBody}
        >
          <Icon size={15} strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal container={body}>
        <Tooltip.Content className="tooltip" sideOffset={4} collisionPadding={4}>
          {label}
          {hotkey !== undefined && <kbd>{hotkey}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
