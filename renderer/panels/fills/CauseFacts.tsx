import type { FillExplanationView } from '../../../engine/contract/views.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { Fact } from './Fact.tsx';

interface Props {
  readonly explanation: FillExplanationView;
}

/** What the order of a fill belonged to, what it asked for, how its queue was counted and which bar it met. */
export function CauseFacts({ explanation }: Props) {
  const { why } = useTexts();
  const { cause, tickSize } = explanation;
  const { limit, link, queueModel, triggeredBy } = cause;
  return (
    <>
      {link !== undefined && (
        <Fact name={why.link}>
          {why.links[link.kind](link.kind === 'pair-leg' ? link.otherId : link.entryId)}
        </Fact>
      )}
      {limit !== undefined && <Fact name={why.limit}>{priceText(limit, tickSize)}</Fact>}
      {triggeredBy !== undefined && <Fact name={why.trigger}>{why.triggers[triggeredBy]}</Fact>}
      {queueModel !== undefined && (
        <Fact name={why.queueModel}>
          {queueModel.model === 'power'
            ? why.queueModels.power(formatFixed(queueModel.exponent, 0))
            : why.queueModels[queueModel.model]}
        </Fact>
      )}
      <BarFacts explanation={explanation} />
    </>
  );
}

function BarFacts({ explanation }: Props) {
  const { why } = useTexts();
  const { cause, fill, lotSize, tickSize } = explanation;
  const { bar } = cause;
  if (bar === undefined) return undefined;
  const size = (lots: number) => formatFixed(lots * Number(lotSize), placesOf(lotSize));
  return (
    <>
      <Fact name={why.bar}>
        {[bar.open, bar.high, bar.low].map((ticks) => priceText(ticks, tickSize)).join(' · ')}
      </Fact>
      <Fact name={why.barSlippage}>{priceText(bar.slippageTicks, tickSize)}</Fact>
      {bar.depth !== undefined && (
        <Fact name={why.barShare}>
          {why.barShareOf(
            formatFixed(fill.sizeBase, placesOf(lotSize)),
            size(bar.depth.allowedLots),
            size(bar.depth.usedLots),
          )}
        </Fact>
      )}
    </>
  );
}

const priceText = (ticks: number, tickSize: string): string =>
  formatFixed(ticks * Number(tickSize), placesOf(tickSize));
