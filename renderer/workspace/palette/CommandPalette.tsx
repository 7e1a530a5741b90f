import { Command } from 'cmdk';
import { useEffect, useMemo, useRef } from 'react';
import { currentView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { PALETTE_GROUPS, type PaletteCommand, paletteCommands } from './palette-commands.ts';

/** Every action of the window by name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const ref = useRef<HTMLDialogElement>(null);
  const commands = useMemo(() => {
    const view = currentView();
    return view === undefined ? [] : paletteCommands(view, texts);
  }, [texts]);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const run = (command: PaletteCommand) => {
    onClose();
    command.run();
  };

  return (
    <dialog
      ref={ref}
      className="palette"
      aria-label={texts.palette.label}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Command label={texts.palette.label} loop>
        <Command.Input autoFocus placeholder={texts.palette.placeholder} />
        <Command.List label={texts.palette.label}>
          <Command.Empty>{texts.palette.nothing}</Command.Empty>
          {PALETTE_GROUPS.map((group) => (
            <Command.Group key={group} heading={texts.palette.groups[group]}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Command.Item
                    key={command.id}
                    value={`${command.title} ${command.id}`}
                    onSelect={() => run(command)}
                  >
                    {command.title}
                    {command.hotkey !== undefined && <kbd>{command.hotkey}</kbd>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}
