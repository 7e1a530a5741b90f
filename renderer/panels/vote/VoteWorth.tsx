import type { MeanView, RangeView, VoteWorthView } from '../../../engine/contract/vote-commands.ts';
import type { VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import {
  formatBps,
  formatCount,
  formatFixed,
  formatShare,
  NO_VALUE,
  toneOf,
} from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { ReliabilityCurve } from './ReliabilityCurve.tsx';

interface VoteWorthProps {
  readonly worth: VoteWorthView;
  readonly group: VoteGroup;
}

/** What decisions came to so far, with the uncertainty of each number. */
export function VoteWorth({ group, worth }: VoteWorthProps) {
  const { vote: texts } = useTexts();
  const horizon = texts.horizons[group];
  if (worth.forecasts === 0) return <EmptyPanel>{texts.noWorth(horizon)}</EmptyPanel>;
  const { afterCost, beforeCost, brier, brierOfBase, decided, forecasts, hitRange, hits, rises } = worth;
  return (
    <ScrollRegion className="vote-worth" label={texts.parts.worth}>
      <p className="hint">{texts.worthNote(horizon)}</p>
      <dl>
        <Line name={texts.decided} text={formatCount(decided)} />
        <Line
          name={texts.hitRate}
          text={decided > 0 ? formatShare(hits / decided, 1) : NO_VALUE}
          range={shareRange(hitRange, texts)}
        />
        <MeanLine name={texts.beforeCost} mean={beforeCost} decided={decided} />
        <MeanLine name={texts.afterCost} mean={afterCost} decided={decided} />
        <Line name={texts.forecasts} text={formatCount(forecasts)} />
        <Line name={texts.baseRate} text={formatShare(rises / forecasts, 1)} />
        <Line
          name={texts.brier}
          text={formatFixed(brier, 4)}
          range={brierOfBase === null ? '' : texts.brierBase(formatFixed(brierOfBase, 4))}
        />
      </dl>
      <ReliabilityCurve points={worth.reliability} />
    </ScrollRegion>
  );
}

const shareRange = (range: RangeView | null, texts: Texts['vote']): string =>
  range === null ? '' : texts.range(formatShare(range.low, 1), formatShare(range.high, 1));

interface MeanLineProps {
  readonly name: string;
  readonly mean: MeanView;
  readonly decided: number;
}

function MeanLine({ decided, mean: { meanBps, range }, name }: MeanLineProps) {
  const { vote: texts } = useTexts();
  const told =
    range === null
      ? texts.needsMore(formatCount(decided))
      : texts.range(formatBps(range.low), formatBps(range.high));
  const text = meanBps === null ? NO_VALUE : `${formatBps(meanBps)} bps`;
  return (
    <Line name={name} text={text} range={told} tone={isBeyondLuck(range) ? toneOf(meanBps, 1) : undefined} />
  );
}

/** A color says more than luck: only where the interval does not hold nothing. */
const isBeyondLuck = (range: RangeView | null): boolean =>
  range !== null && (range.low > 0 || range.high < 0);

interface LineProps {
  readonly name: string;
  readonly text: string;
  readonly range?: string;
  readonly tone?: string | undefined;
}

function Line({ name, range = '', text, tone }: LineProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={tone}>{text}</dd>
      <dd className="hint">{range}</dd>
    </div>
  );
}
