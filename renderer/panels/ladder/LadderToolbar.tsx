import { Crosshair, MousePointerClick } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, formatPnl, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { topImbalance, WEIGHED_LEVELS } from './ladder-imbalance.ts';
import { LADDER_GROUPS } from './ladder-rows.ts';
import { CENTERINGS, LEVELS } from './ladder-settings.ts';
import type { Centering } from './ladder-painter.ts';

interface LadderToolbarProps {
  readonly instrument: InstrumentView;
  /** How many ticks one row gathers. */
  readonly group: number;
  /** Levels a side that the engine sends. */
  readonly levels: number;
  readonly centering: Centering;
  readonly isTrading: boolean;
  readonly onGroup: (ticks: number) => void;
  readonly onLevels: (levels: number) => void;
  readonly onCentering: (centering: Centering) => void;
  readonly onCenter: () => void;
  readonly onTrading: (isTrading: boolean) => void;
}

/** Grouping, depth, centering, and the switch that lets clicks trade. */
export function LadderToolbar(props: LadderToolbarProps) {
  const { instrument, group, isTrading, onGroup, onCenter, onTrading } = props;
  const { ladder: texts, panels } = useTexts();
  return (
    <PanelToolbar label={panels.ladder}>
      <span className="panel-symbol" title={instrument.symbol}>
        {instrument.symbol}
      </span>
      <TopImbalance instrument={instrument.id} />
      <span className="spacer" />
      <select
        className="select"
        aria-label={texts.group}
        value={group}
        onChange={(event) => onGroup(Number(event.target.value))}
      >
        {LADDER_GROUPS.map((ticks) => (
          <option key={ticks} value={ticks}>
            {formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize))}
          </option>
        ))}
      </select>
      <LadderView {...props} />
      <IconButton icon={Crosshair} label={texts.center} onClick={onCenter} />
      <IconButton
        icon={MousePointerClick}
        label={isTrading ? texts.tradeOn : texts.trade}
        isPressed={isTrading}
        onClick={() => onTrading(!isTrading)}
      />
    </PanelToolbar>
  );
}

/** How deep the book goes and how the rows follow the market. */
function LadderView({ levels, centering, onLevels, onCentering }: LadderToolbarProps) {
  const { ladder: texts } = useTexts();
  return (
    <>
      <select
        className="select ladder-wide"
        aria-label={texts.levels}
        title={texts.levels}
        value={levels}
        onChange={(event) => onLevels(Number(event.target.value))}
      >
        {LEVELS.map((count) => (
          <option key={count} value={count}>
            {texts.levelCount(count)}
          </option>
        ))}
      </select>
      <select
        className="select ladder-wide"
        aria-label={texts.centering}
        title={texts.centering}
        value={centering}
        onChange={(event) => onCentering(event.target.value as Centering)}
      >
        {CENTERINGS.map((name) => (
          <option key={name} value={name}>
            {texts.centerings[name]}
          </option>
        ))}
      </select>
    </>
  );
}

function TopImbalance({ instrument }: { readonly instrument: string }) {
  const { ladder: texts } = useTexts();
  const imbalance = useCalmEngineView(250, ({ markets }) => {
    const market = markets[instrument];
    return market && topImbalance(market)?.toFixed(2);
  });
  const title = texts.imbalance(WEIGHED_LEVELS);
  const value = imbalance === undefined ? undefined : Number(imbalance);
  return (
    <span
      className="ladder-imbalance"
      title={title}
      role="img"
      aria-label={`${title}: ${formatPnl(value)}`}
      data-tone={(value ?? 0) > 0 ? 'up' : (value ?? 0) < 0 ? 'down' : 'even'}
    >
      {formatPnl(value)}
    </span>
  );
}
