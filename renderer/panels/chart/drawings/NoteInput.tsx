import { useState } from 'react';
import { useTexts } from '../../../language/texts.ts';
import { LONGEST_NOTE } from './drawing.ts';

/** Asks for the words of a note: Enter keeps them, Escape drops the note. */
export function NoteInput({ onDone }: { readonly onDone: (text: string) => void }) {
  const { drawings } = useTexts().chart;
  const [text, setText] = useState('');
  return (
    <input
      className="input note-input"
      aria-label={drawings.noteLabel}
      placeholder={drawings.noteLabel}
      maxLength={LONGEST_NOTE}
      value={text}
      // Whoever has just set a note wants to write it.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onDone(text)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onDone(text);
        if (key === 'Escape') onDone('');
      }}
    />
  );
}
