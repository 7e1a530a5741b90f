import type { HealthView } from '../../../engine/contract/views.ts';
import { type NumberRow, Numbers } from '../../design/Numbers.tsx';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatBytes, formatCount, formatFixed, NO_VALUE } from '../../formatting/numbers.ts';
import { formatAge, formatUtcTime } from '../../formatting/times.ts';
import { useEngineStatus } from '../../host-client/engine-status.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { FeedStreams } from './FeedStreams.tsx';
import { OwnNumbers } from './OwnNumbers.tsx';
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
          ...archiveRows(health, texts),
        ]}
      />
      {health.archivePaused !== '' && (
        <p className="level" data-level="warning" role="status">
          {texts.archivePaused}: {health.archivePaused}
        </p>
      )}
      <Numbers title={texts.windowSection} rows={[[texts.frame, formatFixed(frameMs, 1), 'ms']]} />
      <FeedStreams />
      <OwnNumbers />
    </ScrollRegion>
  );
}

/** How far the archive is behind what is recorded; of a replay nothing is archived. */
function archiveRows(health: HealthView, texts: Texts['health']): readonly NumberRow[] {
  const { archiveBehindBytes, archiveBehindMs, archivedUpToMs, droppedFrames } = health;
  const behind = `${formatAge(archiveBehindMs)}, ${formatBytes(archiveBehindBytes)}`;
  const upTo = archivedUpToMs === null ? NO_VALUE : formatUtcTime(archivedUpToMs);
  const dropped: NumberRow = [texts.droppedFrames, formatCount(droppedFrames), ''];
  return [
    [texts.archivedUpTo, upTo, archivedUpToMs === null ? '' : 'UTC'],
    [texts.archiveBehind, behind, ''],
    ...(droppedFrames > 0 ? [dropped] : []),
  ];
}
