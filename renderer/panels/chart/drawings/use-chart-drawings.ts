import { useEffect, useMemo, useState } from 'react';
import type { InstrumentView } from '../../../../engine/contract/views.ts';
import { useLatest } from '../../../design/use-latest.ts';
import type { Texts } from '../../../language/en.ts';
import { useTexts } from '../../../language/texts.ts';
import { withPreview } from '../chart-surface.ts';
import { ANCHOR_COUNT, type Drawing, type DrawingKind } from './drawing.ts';
import {
  loadDrawings,
  putDrawing,
  removeDrawing,
  undoDrawing,
  useCanUndo,
  useDrawings,
} from './drawing-store.ts';
import { type DrawingTool, useDrawingTool } from './use-drawing-tool.ts';

/** What is drawn on the chart of an instrument, and what can be done with it. */
export function useChartDrawings({ id: instrument }: InstrumentView) {
  const texts = useTexts();
  const kept = useDrawings(instrument);
  const canUndo = useCanUndo(instrument);
  const tool = useDrawingTool(instrument);
  const [selected, setSelected] = useState<string | undefined>();
  const [preview, setPreview] = useState<Drawing | undefined>();
  useEffect(() => void loadDrawings(instrument), [instrument]);
  const shown = useMemo(() => withPreview(kept, preview), [kept, preview]);

  const remove = (id: string) => {
    removeDrawing(instrument, id);
    setSelected(undefined);
  };
  const undo = () => void undoDrawing(instrument);
  const isSelected = selected !== undefined && kept.some(({ id }) => id === selected);
  const now = useLatest({ choose: tool.choose, undo, remove: () => isSelected && remove(selected) });
  // The bar is drawn anew when what it shows changes, not with every bar of the market.
  const [hands] = useState(() => ({
    onChoose: (kind: DrawingKind | undefined) => now.current.choose(kind),
    onRemove: () => void now.current.remove(),
    onUndo: () => now.current.undo(),
  }));
  return {
    kept,
    shown,
    tool,
    selected,
    status: statusOf(tool, kept, selected, texts),
    bar: { ...hands, kind: tool.kind, canRemove: isSelected, canUndo },
    acted: {
      tool,
      drawings: kept,
      selected,
      onSelect: setSelected,
      onPreview: setPreview,
      onChange: (drawing: Drawing) => putDrawing(instrument, drawing),
      onRemove: remove,
      onUndo: undo,
    },
  };
}

/** What a person who cannot see the chart must know of the tool in hand or the selection. */
function statusOf(
  { draft, kind }: DrawingTool,
  kept: readonly Drawing[],
  selected: string | undefined,
  { chart: { drawings } }: Texts,
): string {
  if (kind !== undefined)
    return drawings.placing(drawings.kinds[kind], draft === undefined ? 1 : 2, ANCHOR_COUNT[kind]);
  const place = kept.findIndex(({ id }) => id === selected);
  const drawing = kept[place];
  return drawing === undefined ? '' : drawings.selected(drawings.kinds[drawing.kind], place + 1, kept.length);
}
