import type { FillExplanationView } from '../../../engine/contract/views.ts';
import { SideWord } from '../../design/SideWord.tsx';
import { Time } from '../../design/Time.tsx';
import { formatBps, formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { CauseFacts } from './CauseFacts.tsx';
import { Fact } from './Fact.tsx';

/** Prices, delays and costs of a fill, and whether its price comes out again. */
export function FillNumbers({ explanation }: { readonly explanation: FillExplanationView }) {
  const texts = useTexts();
  const { fill, cause, tickSize, lotSize, recomputedPrice, agrees, slippageBps } = explanation;
  const price = (value: number) => formatFixed(value, placesOf(tickSize));
  const ofTicks = (ticks: number) => price(ticks * Number(tickSize));
  return (
    <>
      <h3>{texts.why.numbers}</h3>
      <dl className="facts">
        <Fact name={texts.columns.side}>
          <SideWord side={fill.side} /> {formatFixed(fill.sizeBase, placesOf(lotSize))}
        </Fact>
        <Fact name={texts.columns.price}>{price(fill.price)}</Fact>
        <Fact name={texts.why.model}>{texts.why.models[cause.model]}</Fact>
        <CauseFacts explanation={explanation} />
        {cause.stop !== undefined && (
          <Fact name={texts.columns.stop}>
            {texts.why.stop(ofTicks(cause.stop.trigger), ofTicks(cause.stop.seen))}
          </Fact>
        )}
        {cause.impactTicks !== undefined && (
          <Fact name={texts.columns.reason}>{texts.why.impact(cause.impactTicks)}</Fact>
        )}
        <Fact name={texts.why.slippage}>{formatBps(slippageBps)} bps</Fact>
        <Fact name={texts.why.recomputed}>
          {price(recomputedPrice)}{' '}
          <span className={agrees ? 'up' : 'danger'}>
            {agrees ? '✓' : '✗'} {agrees ? texts.why.agrees : texts.why.disagrees}
          </span>
        </Fact>
      </dl>
      <h3>{texts.why.latencies}</h3>
      <dl className="facts">
        <Fact name={texts.why.feedDelay}>{formatAge(cause.latency.feedMs)}</Fact>
        <Fact name={texts.why.orderDelay}>{formatAge(cause.latency.orderMs)}</Fact>
        <Fact name={texts.why.responseDelay}>{formatAge(cause.latency.responseMs)}</Fact>
        <Fact name={texts.why.submitted}>
          <Time ms={cause.submittedAt} withMillis />
        </Fact>
        <Fact name={texts.why.arrived}>
          <Time ms={cause.arrivedAt} withMillis />
        </Fact>
        <Fact name={texts.why.known}>
          <Time ms={fill.timeMs} withMillis />
        </Fact>
      </dl>
    </>
  );
}
