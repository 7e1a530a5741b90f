import type { FlowWatch } from './flow.ts';

/** Names a watch: the same for equal watches, whoever wrote them. */
export function flowKey(watch: FlowWatch): string {
  const parts: (string | number)[] = [watch.kind, watch.instrument];
  if ('bars' in watch) {
    const { bars } = watch;
    parts.push(bars.kind, bars.kind === 'time' ? bars.intervalMs : bars.threshold);
  }
  if ('rowTicks' in watch) parts.push(watch.rowTicks);
  if ('marks' in watch) parts.push(watch.marks.ratio, watch.marks.minLots, watch.marks.stack);
  if ('since' in watch) parts.push(watch.since);
  if (watch.kind === 'market-orders' && watch.asPrints === true) parts.push('prints');
  if ('columnMs' in watch) parts.push(watch.columnMs);
  if (watch.kind === 'formula') parts.push(...formulaParts(watch));
  if (watch.kind === 'theories') parts.push(watch.intervalMs, watch.preset);
  return parts.join(' ');
}

function formulaParts({ formula, intervalMs, params = {} }: Extract<FlowWatch, { kind: 'formula' }>) {
  const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [formula, intervalMs ?? 'own', ...settings.toSorted()];
}
