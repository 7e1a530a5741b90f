import { useState } from 'react';
import { type Anchor, ANCHOR_COUNT, type Drawing, type DrawingKind, withAnchor } from './drawing.ts';
import { putDrawing } from './drawing-store.ts';

/** The tool in hand and what is being drawn with it. */
export interface DrawingTool {
  readonly kind: DrawingKind | undefined;
  /** The drawing whose last point still follows the pointer. */
  readonly draft: Drawing | undefined;
  /** The note that waits for its words. */
  readonly note: Drawing | undefined;
  readonly choose: (kind: DrawingKind | undefined) => void;
  /** Sets a point; answers with the drawing when it was the last. */
  readonly place: (anchor: Anchor) => Drawing | undefined;
  readonly moveTo: (anchor: Anchor) => void;
  readonly finishNote: (text: string) => void;
}

let made = 0;
const nextId = (): string => `${Date.now().toString(36)}-${(made += 1).toString(36)}`;

/** Draws with one tool after the other; a tool is put down when its drawing is done. */
export function useDrawingTool(instrument: string): DrawingTool {
  const [kind, setKind] = useState<DrawingKind | undefined>();
  const [draft, setDraft] = useState<Drawing | undefined>();
  const [note, setNote] = useState<Drawing | undefined>();

  const choose = (next: DrawingKind | undefined) => {
    setKind(next);
    setDraft(undefined);
    setNote(undefined);
  };
  const finish = (drawing: Drawing) => {
    choose(undefined);
    if (drawing.kind === 'note') setNote(drawing);
    else putDrawing(instrument, drawing);
    return drawing;
  };
  return {
    kind,
    draft,
    note,
    choose,
    place: (anchor) => {
      if (kind === undefined) return undefined;
      if (draft !== undefined) return finish(withAnchor(draft, draft.anchors.length - 1, anchor));
      const begun: Drawing = { id: nextId(), kind, anchors: [anchor], text: '' };
      if (ANCHOR_COUNT[kind] === 1) return finish(begun);
      setDraft({ ...begun, anchors: [anchor, anchor] });
      return undefined;
    },
    moveTo: (anchor) => {
      if (draft !== undefined) setDraft(withAnchor(draft, draft.anchors.length - 1, anchor));
    },
    finishNote: (text) => {
      const words = text.trim();
      if (note !== undefined && words !== '') putDrawing(instrument, { ...note, text: words });
      setNote(undefined);
    },
  };
}
