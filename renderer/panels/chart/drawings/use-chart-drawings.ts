import { useEffect, useMemo, useState } from 'react';
import type { InstrumentView } from '../../../../engine/contract/views.ts';
import type { Texts } from '../../../language/en.ts';
import { useTexts } from '../../../language/texts.ts';
import { withPreview } from '../chart-surface.ts';
import { ANCHOR_COUNT, type Drawing } from './drawing.ts';
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
  return {
    kept,
    shown,
    tool,
    selected,
    status: statusOf(tool, kept, selected, texts),
    bar: {
      kind: tool.kind,
      onChoose: tool.choose,
      canRemove: isSelected,
      onRemove: () => isSelected && remove(selected),
      canUndo,
      onUndo: undo,
    },
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
