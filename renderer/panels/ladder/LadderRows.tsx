import { memo, type PointerEvent, type Ref } from 'react';
import { useTexts } from '../../language/texts.ts';
import type { LadderColumn, LadderColumnName } from './ladder-columns.ts';

interface LadderHeadProps {
  readonly columns: readonly LadderColumn[];
}

/** The names of the ladder's columns. */
export function LadderHead({ columns }: LadderHeadProps) {
  const { ladder } = useTexts();
  const names: Readonly<Record<LadderColumnName, { readonly name: string; readonly title?: string }>> = {
    'own-buy': { name: ladder.own },
    bid: { name: ladder.bids },
    price: { name: ladder.price },
    ask: { name: ladder.asks },
    'own-sell': { name: ladder.own },
    volume: { name: ladder.volume, title: ladder.volumeHint },
    delta: { name: ladder.delta, title: ladder.deltaHint },
  };
  return (
    <div role="row" className="ladder-row ladder-head">
      {columns.map(({ name: column }) => (
        <span key={column} role="columnheader" data-column={column} title={names[column].title}>
          {names[column].name}
        </span>
      ))}
    </div>
  );
}

interface LadderRowsProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly rowCount: number;
  readonly columns: readonly LadderColumn[];
  readonly selected: number | undefined;
}

/** What a press on a cell is about. */
const PRESSED: Readonly<Partial<Record<LadderColumnName, object>>> = {
  'own-buy': { 'data-own': 'buy' },
  bid: { 'data-side': 'buy' },
  ask: { 'data-side': 'sell' },
  'own-sell': { 'data-own': 'sell' },
};

/** A picture short of room shortens its numbers; whoever rests on one reads all of it. */
function tellInFull({ target }: PointerEvent): void {
  if (target instanceof HTMLElement && target.dataset['cell'] !== undefined)
    target.title = target.textContent ?? '';
}

/** The cells of the ladder above their picture: unseen, for the pointer and for those who have the screen read. */
export const LadderRows = memo(function LadderRows({ ref, rowCount, columns, selected }: LadderRowsProps) {
  return (
    <div ref={ref} role="rowgroup" className="ladder-rows" onPointerOver={tellInFull}>
      {Array.from({ length: rowCount }, (_, at) => (
        <div key={at} role="row" className="ladder-row" data-row={at} aria-selected={at === selected}>
          {columns.map(({ name }) => (
            <span key={name} role="gridcell" data-cell={name} {...PRESSED[name]} />
          ))}
        </div>
      ))}
    </div>
  );
});
