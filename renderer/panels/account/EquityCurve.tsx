import { useMemo, useState } from 'react';
import type { ReplyOf } from '../../../engine/contract/commands.ts';
import { EChart } from '../../charts/EChart.tsx';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useAskedOften } from '../../engine-client/use-asked-often.ts';
import { formatQuote } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { equityOption } from './equity-option.ts';

const ASKED = { points: 500 } as const;
const EVERY_MS = 3000;

/** Equity over the life of the account. */
export function EquityCurve() {
  const texts = useTexts();
  const curve = useEquityCurve();
  const last = curve?.equityQuote.at(-1);
  if (curve === undefined || curve.timesMs.length < 2)
    return <EmptyPanel>{texts.account.noCurve}</EmptyPanel>;
  return (
    <figure className="equity" role="img" aria-label={`${texts.account.curve}: ${formatQuote(last)}`}>
      <CurveCanvas curve={curve} />
    </figure>
  );
}

function useEquityCurve(): ReplyOf<'equityCurve'> | undefined {
  const [curve, take] = useState<ReplyOf<'equityCurve'> | undefined>();
  useAskedOften({ command: 'equityCurve', payload: ASKED, everyMs: EVERY_MS, take });
  return curve;
}

function CurveCanvas({ curve }: { readonly curve: ReplyOf<'equityCurve'> }) {
  const colors = useCanvasColors();
  const option = useMemo(() => equityOption(curve, colors), [curve, colors]);
  return <EChart option={option} />;
}
