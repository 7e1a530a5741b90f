import type { ReactNode } from 'react';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import type { KnownBars } from './flow-bar.ts';
import type { UsedFlowBars } from './use-flow-bars.ts';

interface FlowBarsGateProps {
  readonly bars: UsedFlowBars;
  readonly children: (known: KnownBars) => ReactNode;
}

/** Shows bars once there are some, and until then why there are none. */
export function FlowBarsGate({ bars: { bars, retry }, children }: FlowBarsGateProps) {
  const texts = useTexts();
  if (bars.state === 'loading') return <EmptyPanel>{texts.flow.loading}</EmptyPanel>;
  if (bars.state === 'failed') {
    return (
      <EmptyPanel>
        {texts.flow.failed(bars.detail)}
        <button type="button" className="button" onClick={retry}>
          {texts.chart.retry}
        </button>
      </EmptyPanel>
    );
  }
  if (bars.known.bars.length > 0) return children(bars.known);
  return <EmptyPanel>{bars.known.isComplete ? texts.tape.empty : texts.flow.reading}</EmptyPanel>;
}
