import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, CommandName, InputOf } from '../contract/commands.ts';
import type { FeedMessage } from '../contract/feed.ts';
import type { EngineSettings, FromEngine, HostAnswer, HostQuestion } from '../contract/host-control.ts';
import type { SafetyReview, SafetyWish } from '../contract/safety-wish.ts';
import { EngineProcess, type EngineProcessOptions } from './engine-process.ts';
import { ManualClock } from './manual-clock.fixture.ts';

/** When the clocks of the tests begin: 2024-05-01T00:00:00Z. */
export const START = 1_714_521_600_000;
/** Folders that a test may fill and forget. */
export function temporaryFolders() {
  const made: string[] = [];
  return {
    newFolder: (): string => {
      const folder = mkdtempSync(join(tmpdir(), 'edgewright-engine-'));
      made.push(folder);
      return folder;
    },
    removeAll: (): void => {
      for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
    },
  };
}

const settingsIn = (folder: string): EngineSettings => ({
  userDataDir: folder,
  engineVersion: '0.0.0',
  depositQuote: '10000',
  sandboxSeed: 7,
  sandboxHistoryMinutes: 3,
  recordingCapMb: 64,
  keepRawFrames: false,
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  market: { source: 'sandbox' },
});

/** An engine in a folder, with a host that keeps what it is told and a window that keeps what it is sent. */
export async function startEngine(
  folder: string,
  clock = new ManualClock(START),
  more: Partial<EngineProcessOptions> = {},
) {
  const told: FromEngine[] = [];
  const sent: FeedMessage[] = [];
  const exits: number[] = [];
  const engine = await EngineProcess.open({
    settings: settingsIn(folder),
    clock,
    tell: (message) => told.push(message),
    exit: (code) => exits.push(code),
    ...more,
  });
  engine.connectFeed(1, { postMessage: (message) => sent.push(message) });
  const { ask, question } = askersOf(engine, told);
  /** Time passes while the host keeps pinging and the window keeps drawing. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      clock.pass(Math.min(500, left));
      await engine.hear({ type: 'ping', at: clock.now() });
      await ask('seen', { number: sent.at(-1)?.number ?? 0 });
    }
  };
  const changes = () => sent.flatMap((message) => (message.type === 'changes' ? message.changes : []));
  const view = async () => {
    await ask('snapshot', {});
    await pass(100);
    const last = sent.findLast((message) => message.type === 'snapshot');
    if (last?.type !== 'snapshot') throw new Error('no snapshot came');
    return last.view;
  };
  return {
    engine,
    clock,
    told,
    sent,
    exits,
    ask,
    question,
    confirm: confirmedBy(question),
    pass,
    changes,
    view,
  };
}

/** A person wishes for something, reads what the host shows and confirms it; answers with what was shown. */
const confirmedBy =
  (question: (asked: HostQuestion) => Promise<HostAnswer>) =>
  async (wish: SafetyWish): Promise<SafetyReview> => {
    const reviewed = await question({ kind: 'review-safety', wish });
    if (!reviewed.ok) throw new Error(reviewed.detail);
    if (!('safety' in reviewed)) throw new Error('a wish must be answered with a review');
    const confirmed = await question({ kind: 'confirm-safety', wish, shown: reviewed.safety });
    if (!confirmed.ok) throw new Error(confirmed.detail);
    return reviewed.safety;
  };

/** How a window and the host ask the engine, and wait for its answer. */
function askersOf(engine: EngineProcess, told: readonly FromEngine[]) {
  let askId = 0;
  const ask = async <Name extends CommandName>(
    command: Name,
    payload: InputOf<Name>,
  ): Promise<Answer<Name>> => {
    askId += 1;
    await engine.hear({ type: 'ask', askId, windowId: 1, command, payload });
    const answer = told.find((message) => message.type === 'answer' && message.askId === askId);
    return (answer as { answer: Answer<Name> }).answer;
  };
  const question = async (asked: HostQuestion): Promise<HostAnswer> => {
    askId += 1;
    await engine.hear({ type: 'host-ask', askId, question: asked });
    const answer = told.find((message) => message.type === 'answer' && message.askId === askId);
    return (answer as { answer: HostAnswer }).answer;
  };
  return { ask, question };
}
