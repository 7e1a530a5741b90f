import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { openDataFolder } from '../data-folder.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { Archiver } from './archiver.ts';
import { describeRecording } from './fixtures/describe-recording.ts';
import { trimArchived } from './trim-archived.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

describe('recordings beyond their cap', () => {
  it('go when they are archived, oldest first, and never the newest', async () => {
    const folder = openDataFolder(folders.newFolder());
    const paths = ['paper-a', 'paper-b', 'paper-c'].map((name) => {
      const path = folder.recordingPath(name);
      const writer = RecordingWriter.create(path, describeRecording(name, 'sandbox', sandboxInstruments));
      writer.append({ kind: 'clock', time: unixMs(1) });
      writer.close();
      return path;
    });
    expect(trimArchived(folder, 1)).toEqual([]);
    await new Archiver(folder).round(0);
    expect(new Set(trimArchived(folder, 1))).toEqual(new Set(paths.slice(0, 2)));
    expect(paths.map((path) => existsSync(path))).toEqual([false, false, true]);
  });
});
