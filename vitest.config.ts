import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that wait for real clocks most of their time: accounts at venues on this machine, met by genuine clients. */
const WAITING = [
  'engine/test/kill/live-kill.test.ts',
  'engine/runtime/live/**/*.test.ts',
  'engine/venues/live/**/*.test.ts',
];

/** What takes longest, so that nobody waits for it at the end. */
const LONGEST = [
  'engine/runtime/live/genuine-client.test.ts',
  'engine/test/kill/live-kill.test.ts',
  'engine/runtime/live/lost-exit.test.ts',
  'engine/test/kill/kill.test.ts',
  'engine/test/kill/two-engines.test.ts',
  'engine/test/sim/simulation.test.ts',
  'engine/test/sim/known-bugs.test.ts',
  'engine/test/sim/storm.test.ts',
];

/** Begins with the longest files; how long they took before is known only where they ran before. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b));
  }
}

const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? LONGEST.length : place;
}

/** Engine tests share one context per worker: they have no global state, and isolation costs twenty times the time. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    // One more than there are cores: some wait for children, disks and clocks.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'clocks',
          include: WAITING,
          isolate: false,
          maxWorkers: 2 * availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['engine/**/*.test.ts'],
          exclude: WAITING,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['renderer/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['renderer/patient-queries.fixture.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          // What needs a page without being a component says so in its first line: making one takes longer than most tests.
          name: 'renderer',
          include: ['renderer/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          include: ['electron/**/*.test.ts', 'e2e/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
