import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ToldLive } from '../runtime/live/told-live.fixture.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import { run } from './command-line.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewright-drift-'));
afterAll(() => rmSync(folder, { recursive: true }));

function recordingOf({ description, events }: ToldLive): string {
  const path = join(folder, `${description.sessionId}.ewrec`);
  const recording = RecordingWriter.create(path, description);
  for (const event of events) recording.append(event);
  recording.close();
  return path;
}

const told = new ToldLive().begin();
told.arm();
told.enter();
told.pass(1000);
const recording = recordingOf(told);

describe('drift of a live session', () => {
  it('runs the day as paper and says what it earned otherwise and why', async () => {
    const { code, text } = await run('drift', recording, '--data-dir', folder);
    expect(text).toMatch(
      /^1970-01-01 {2}USDT\n {2}as live +-2\.1\n {2}as paper +-8\.4444\n {2}difference +\+6\.3444 /,
    );
    expect(text).toMatch(/order size +\+6 .*\n {2}queue +0 .*\n {2}slippage +0 .*\n {2}fees +\+0\.3444 /);
    expect(text).toContain('no journal here has the session');
    expect(code).toBe(0);
  });

  it('refuses a session that began with a position, and another source', async () => {
    const next = await run('drift', recordingOf(told.next().begin()), '--data-dir', folder);
    expect(next).toMatchObject({ code: 2 });
    expect(next.text).toContain('began with 1 positions');
    const other = await run('drift', recording, '--data', 'x', '--data-dir', folder);
    expect(other).toMatchObject({ code: 2 });
    expect(other.text).toContain('a live day runs as paper over its own market');
  });
});
