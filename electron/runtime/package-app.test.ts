import { describe, expect, it } from 'vitest';
import { builderArgs } from './package-app.ts';

describe('builderArgs', () => {
  const runtime = { kind: 'pinned', version: '45.4.1' } as const;

  it('turns the debugger fuse on for a drivable package only', () => {
    const fuse = '-c.electronFuses.enableNodeCliInspectArguments';
    expect(builderArgs(runtime, { drivable: false }, 'dist')).toContain(`${fuse}=false`);
    expect(builderArgs(runtime, { drivable: true }, 'dist')).toContain(`${fuse}=true`);
  });
});
