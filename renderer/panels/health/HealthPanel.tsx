import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatBytes, formatCount, formatFixed } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useEngineStatus } from '../../host-client/engine-status.ts';
import { useTexts } from '../../language/texts.ts';
import { FeedStreams } from './FeedStreams.tsx';
import { useFrameTime } from './use-frame-time.ts';

/** How hard engine, storage and window are working, and how every stream of the market does. */
export function HealthPanel() {
  const { health: texts, panels } = useTexts();
  const health = useCalmEngineView(500, (view) => view.health);
  const restarts = useEngineStatus((status) => status.restarts);
  const frameMs = useFrameTime();
  return (
    <ScrollRegion className="panel-body scroll columns" label={panels.health}>
      <Numbers
        title={texts.engineSection}
        rows={[
          [texts.events, formatCount(health.eventsPerSecond), '/s'],
          [texts.p50, formatFixed(health.eventP50Us, 1), 'µs'],
          [texts.p99, formatFixed(health.eventP99Us, 1), 'µs'],
          [texts.loop, formatFixed(health.loopDelayP99Ms, 1), 'ms'],
          [texts.heap, formatFixed(health.heapMb, 0), 'MB'],
          [texts.rss, formatFixed(health.rssMb, 0), 'MB'],
          [texts.uptime, formatAge(health.uptimeMs), ''],
          [texts.restarts, formatCount(restarts), ''],
        ]}
      />
      <Numbers
        title={texts.storageSection}
        rows={[
          [texts.rows, formatCount(health.journalRows), ''],
          [texts.commit, formatFixed(health.journalCommitP99Ms, 1), 'ms'],
          [texts.journal, formatBytes(health.journalBytes), ''],
          [texts.recording, formatBytes(health.recordingBytes), ''],
        ]}
      />
      <Numbers title={texts.windowSection} rows={[[texts.frame, formatFixed(frameMs, 1), 'ms']]} />
      <FeedStreams />
    </ScrollRegion>
  );
}

interface NumbersProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string, unit: string])[];
}

function Numbers({ title, rows }: NumbersProps) {
  return (
    <section className="numbers" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, value, unit]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">
              {value} <span className="unit">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
