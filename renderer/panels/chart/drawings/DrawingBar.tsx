import {
  Anchor,
  type LucideIcon,
  Minus,
  MousePointer2,
  MoveUpRight,
  RectangleHorizontal,
  Rows4,
  Ruler,
  SeparatorVertical,
  StickyNote,
  Trash2,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import { memo } from 'react';
import { IconButton } from '../../../design/IconButton.tsx';
import { useTexts } from '../../../language/texts.ts';
import { DRAWING_KINDS, type DrawingKind } from './drawing.ts';

const icons: Readonly<Record<DrawingKind, LucideIcon>> = {
  trend: TrendingUp,
  ray: MoveUpRight,
  horizontal: Minus,
  vertical: SeparatorVertical,
  rectangle: RectangleHorizontal,
  fibonacci: Rows4,
  measure: Ruler,
  note: StickyNote,
  vwap: Anchor,
};

interface DrawingBarProps {
  readonly kind: DrawingKind | undefined;
  readonly onChoose: (kind: DrawingKind | undefined) => void;
  readonly canRemove: boolean;
  readonly onRemove: () => void;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
}

/** The tools to draw with, beside the chart. */
export const DrawingBar = memo(function DrawingBar({
  canRemove,
  canUndo,
  kind,
  onChoose,
  onRemove,
  onUndo,
}: DrawingBarProps) {
  const { drawings } = useTexts().chart;
  return (
    <div className="drawing-bar" role="toolbar" aria-orientation="vertical" aria-label={drawings.label}>
      <IconButton
        icon={MousePointer2}
        label={drawings.pointer}
        hotkey="Esc"
        isPressed={kind === undefined}
        onClick={() => onChoose(undefined)}
      />
      {DRAWING_KINDS.map((tool) => (
        <IconButton
          key={tool}
          icon={icons[tool]}
          label={drawings.kinds[tool]}
          isPressed={kind === tool}
          onClick={() => onChoose(kind === tool ? undefined : tool)}
        />
      ))}
      <IconButton
        icon={Trash2}
        label={drawings.remove}
        hotkey="Del"
        isDisabled={!canRemove}
        onClick={onRemove}
      />
      <IconButton icon={Undo2} label={drawings.undo} hotkey="Ctrl+Z" isDisabled={!canUndo} onClick={onUndo} />
    </div>
  );
});
