import { Crosshair, MousePointerClick } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { LADDER_GROUPS } from './ladder-rows.ts';

interface LadderToolbarProps {
  readonly instrument: InstrumentView;
  /** How many ticks one row gathers. */
  readonly group: number;
  readonly isTrading: boolean;
  readonly onGroup: (ticks: number) => void;
  readonly onCenter: () => void;
  readonly onTrading: (isTrading: boolean) => void;
}

/** Grouping, centering, and the switch that lets clicks trade. */
export function LadderToolbar(props: LadderToolbarProps) {
  const { instrument, group, isTrading, onGroup, onCenter, onTrading } = props;
  const texts = useTexts();
  return (
    <PanelToolbar label={texts.panels.ladder}>
      <span className="panel-symbol" title={instrument.symbol}>
        {instrument.symbol}
      </span>
      <span className="spacer" />
      <select
        className="select"
        aria-label={texts.ladder.group}
        value={group}
        onChange={(event) => onGroup(Number(event.target.value))}
      >
        {LADDER_GROUPS.map((ticks) => (
          <option key={ticks} value={ticks}>
            {formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize))}
          </option>
        ))}
      </select>
      <IconButton icon={Crosshair} label={texts.ladder.center} onClick={onCenter} />
      <IconButton
        icon={MousePointerClick}
        label={isTrading ? texts.ladder.tradeOn : texts.ladder.trade}
        isPressed={isTrading}
        onClick={() => onTrading(!isTrading)}
      />
    </PanelToolbar>
  );
}
