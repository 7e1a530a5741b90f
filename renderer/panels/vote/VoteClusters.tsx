import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { formatCount, formatFixed } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

interface VoteClustersProps {
  readonly update: VoteUpdate;
  readonly ballots: readonly VoterBallot[];
}

/** Formulas that err together, and how many voices they are worth in this vote. */
export function VoteClusters({ ballots, update: { clusterAt, clusters, titles } }: VoteClustersProps) {
  const { vote: texts } = useTexts();
  const at = formatFixed(clusterAt, 1);
  if (clusters.length === 0) return <EmptyPanel>{texts.noClusters(at)}</EmptyPanel>;
  const discounts = new Map(ballots.map(({ discount, id }) => [id, discount]));
  const voices = (ids: readonly number[]) => ids.reduce((sum, id) => sum + (discounts.get(id) ?? 0), 0);
  return (
    <ScrollRegion className="vote-clusters" label={texts.parts.clusters}>
      <p className="hint">{texts.clustersNote(at)}</p>
      <ul>
        {clusters.map((ids) => (
          <li key={ids[0]}>
            <strong>{texts.cluster(formatCount(ids.length), formatFixed(voices(ids), 2))}</strong>
            <p>
              {ids.map((id) => (
                <span key={id} className="chip" title={titles[id]}>
                  {id}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
