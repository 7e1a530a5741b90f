import { describe, expect, it } from 'vitest';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';
import { tableText } from '../../design/data-table/column.ts';
import { voteEn } from '../../language/vote-en.ts';
import { voterColumns } from './voter-columns.tsx';
import { votersOf } from './voters.ts';

const competence = { probability: 0.53, low: 0.48, high: 0.58, outcomes: 120, hits: 66, isSkilful: false };
const cast: VoterBallot = {
  id: 2,
  category: 'Statistical',
  signal: 0.4,
  confidence: 0.5,
  ballot: 'long',
  competence,
  logOdds: 0.12,
  discount: 0.8,
  weight: 0.048,
};
const { ballot: _none, ...silent } = cast;
const ballots: readonly VoterBallot[] = [
  { ...silent, id: 1, abstention: 'stale', discount: 0, weight: 0 },
  cast,
  { ...cast, id: 31, weight: 0.09, competence: { ...competence, isSkilful: true } },
  { ...cast, id: 40, ballot: 'neutral', signal: 0.01, discount: 0, weight: 0 },
];

describe('the table of voters', () => {
  it('has the heaviest first, then those that cast a ballot', () => {
    expect(votersOf(ballots, {}).map(({ id }) => id)).toEqual([31, 2, 40, 1]);
  });

  it('writes what each said, its record and what it counts for', () => {
    const text = tableText(voterColumns(voteEn.vote), votersOf(ballots, { 31: 'Autoregression' }));
    expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
      'No.|Formula|Ballot|Signal|Conf.|Right|90 % interval|Outcomes|Skill|Voice|Weight'.split('|'),
      '31|Autoregression|LONG › FLAT › SHORT|+0.40|0.50|53.0%|48% to 58%|120|✓ skilful|0.80|0.0900'.split(
        '|',
      ),
      '2||LONG › FLAT › SHORT|+0.40|0.50|53.0%|48% to 58%|120||0.80|0.0480'.split('|'),
      '40||FLAT|+0.01|0.50|53.0%|48% to 58%|120||–|–'.split('|'),
      '1||abstains: too old|–|–|53.0%|48% to 58%|120||–|–'.split('|'),
    ]);
  });
});
