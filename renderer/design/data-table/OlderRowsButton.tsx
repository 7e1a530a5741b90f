import { History } from 'lucide-react';
import { useTexts } from '../../language/texts.ts';
import { IconButton } from '../IconButton.tsx';

interface OlderRowsButtonProps {
  readonly state: 'more' | 'asking' | 'all';
  readonly onAsk: () => void;
}

/** Reads older rows of a table from the journal, a page with every press. */
export function OlderRowsButton({ state, onAsk }: OlderRowsButtonProps) {
  const texts = useTexts();
  const label = { more: texts.olderRows, asking: texts.readingRows, all: texts.noOlderRows }[state];
  return <IconButton icon={History} label={label} isDisabled={state !== 'more'} onClick={onAsk} />;
}
