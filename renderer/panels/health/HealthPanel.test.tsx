import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HealthView } from '../../../engine/contract/views.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { HealthPanel } from './HealthPanel.tsx';

afterEach(cleanup);

function show(change: Partial<HealthView>) {
  installFakeHost({});
  replaceView({ ...sampleView, health: { ...sampleView.health, ...change } });
  render(<HealthPanel />);
  const storage = within(screen.getByRole('region', { name: 'Storage' }));
  return (name: string) => storage.getByText(name).nextElementSibling?.textContent?.trim();
}

describe('the archive in the health panel', () => {
  it('is told with its time in UTC and how far it is behind', () => {
    const valueOf = show({
      archivedUpToMs: Date.UTC(2024, 7, 9, 7, 41, 5),
      archiveBehindMs: 42_000,
      archiveBehindBytes: 3_000_000,
    });
    expect(valueOf('Archived up to')).toBe('07:41:05 UTC');
    expect(valueOf('Archive behind by')).toMatch(/^42 s, 3/);
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.queryByText('Raw frames dropped')).toBeNull();
  });

  it('says why it pauses, and how many raw frames were dropped', () => {
    const valueOf = show({ archivePaused: 'there is no room left', droppedFrames: 17 });
    expect(screen.getByRole('status').textContent).toContain('there is no room left');
    expect(valueOf('Raw frames dropped')).toBe('17');
    expect(valueOf('Archived up to')).toBe('–');
  });
});
