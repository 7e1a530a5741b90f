import { memo, type Ref } from 'react';
import { useTexts } from '../../language/texts.ts';

/** The names of the ladder's columns. */
export function LadderHead() {
  const texts = useTexts();
  return (
    <div role="row" className="ladder-row ladder-head">
      <span role="columnheader">{texts.ladder.own}</span>
      <span role="columnheader">{texts.ladder.bids}</span>
      <span role="columnheader">{texts.ladder.price}</span>
      <span role="columnheader">{texts.ladder.asks}</span>
      <span role="columnheader">{texts.ladder.own}</span>
      <span role="columnheader" className="ladder-traded" title={texts.ladder.volumeHint}>
        {texts.ladder.volume}
      </span>
      <span role="columnheader" className="ladder-traded" title={texts.ladder.deltaHint}>
        {texts.ladder.delta}
      </span>
    </div>
  );
}

interface LadderRowsProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly rowCount: number;
  readonly selected: number | undefined;
}

/** Holds the place of every cell until the book is written into it. */
const UNWRITTEN = '\u2007';

/** The cells of the ladder, empty; the book is written into them past React. */
export const LadderRows = memo(function LadderRows({ ref, rowCount, selected }: LadderRowsProps) {
  return (
    <div ref={ref} role="rowgroup">
      {Array.from({ length: rowCount }, (_, at) => (
        <div key={at} role="row" className="ladder-row" data-row={at} aria-selected={at === selected}>
          <span role="gridcell" data-cell="own-buy" data-own="buy" className="ladder-own">
            {UNWRITTEN}
          </span>
          <span role="gridcell" data-cell="bid-bar" className="ladder-bid" data-side="buy">
            <b data-cell="bid">{UNWRITTEN}</b>
          </span>
          <span role="gridcell" data-cell="price" className="ladder-price">
            {UNWRITTEN}
          </span>
          <span role="gridcell" data-cell="ask-bar" className="ladder-ask" data-side="sell">
            <b data-cell="ask">{UNWRITTEN}</b>
          </span>
          <span role="gridcell" data-cell="own-sell" data-own="sell" className="ladder-own">
            {UNWRITTEN}
          </span>
          <span role="gridcell" data-cell="volume-bar" className="ladder-traded ladder-volume">
            <b data-cell="volume">{UNWRITTEN}</b>
          </span>
          <span role="gridcell" data-cell="delta" className="ladder-traded ladder-delta">
            {UNWRITTEN}
          </span>
        </div>
      ))}
    </div>
  );
});
