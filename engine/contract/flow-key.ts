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
  if ('columnMs' in watch) parts.push(watch.columnMs);
  return [...parts, ...kindParts(watch)].join(' ');
}

/** What only one kind of watch has. */
function kindParts(watch: FlowWatch): readonly (string | number)[] {
  if (watch.kind === 'market-orders') return watch.asPrints === true ? ['prints'] : [];
  if (watch.kind === 'formula') return formulaParts(watch);
  if (watch.kind === 'theories') return [watch.intervalMs, watch.preset];
  return watch.kind === 'vote' ? [watch.group] : [];
}

function formulaParts({ formula, intervalMs, params = {} }: Extract<FlowWatch, { kind: 'formula' }>) {
  const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [formula, intervalMs ?? 'own', ...settings.toSorted()];
}
