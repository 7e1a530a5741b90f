import { Command } from 'cmdk';
import { useEffect, useMemo } from 'react';
import { useModal } from '../../design/use-modal.ts';
import { currentView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { commandRank } from './command-rank.ts';
import { PALETTE_GROUPS, type PaletteCommand } from './palette-command.ts';
import { paletteCommands } from './palette-commands.ts';

/** Every action of the window by name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const box = useModal(onClose);
  // The frame around the field can hold the focus too and comes first, so the platform would choose it.
  useEffect(() => box.current?.querySelector('input')?.focus(), [box]);
  const commands = useMemo(() => {
    const view = currentView();
    return view === undefined ? [] : paletteCommands(view, texts);
  }, [texts]);
  const run = (command: PaletteCommand) => {
    onClose();
    command.run();
  };

  return (
    <dialog ref={box} className="palette" aria-label={texts.palette.label}>
      <Command label={texts.palette.label} filter={commandRank} loop>
        <Command.Input placeholder={texts.palette.placeholder} />
        <Command.List label={texts.palette.label}>
          <Command.Empty>{texts.palette.nothing}</Command.Empty>
          {PALETTE_GROUPS.map((group) => (
            <Command.Group key={group} heading={texts.palette.groups[group]}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <PaletteItem key={command.id} command={command} onRun={run} />
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

interface PaletteItemProps {
  readonly command: PaletteCommand;
  readonly onRun: (command: PaletteCommand) => void;
}

function PaletteItem({ command, onRun }: PaletteItemProps) {
  return (
    <Command.Item value={`${command.title} ${command.id}`} onSelect={() => onRun(command)}>
      {command.title}
      {command.hotkey !== undefined && <kbd>{command.hotkey}</kbd>}
    </Command.Item>
  );
}
