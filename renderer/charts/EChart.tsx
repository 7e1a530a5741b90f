import { useEffect, useRef } from 'react';
import { type Chart, type ChartOption, startChart } from './echarts.ts';

/** A chart that fills its box and is drawn anew with every other option. What it says belongs around it. */
export function EChart({ option }: { readonly option: ChartOption }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  useEffect(() => {
    if (box.current === null) return undefined;
    const started = startChart(box.current);
    chart.current = started;
    const sizes = new ResizeObserver(() => started.resize());
    sizes.observe(box.current);
    return () => {
      sizes.disconnect();
      started.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={box} className="chart-host" aria-hidden />;
}
