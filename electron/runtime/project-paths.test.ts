import { describe, expect, it } from 'vitest';
import { cacheFolder } from './project-paths.ts';

describe('cacheFolder', () => {
  it('follows XDG_CACHE_HOME where it is set', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' }, 'linux')).toBe('/somewhere/edgewright');
  });

  it('follows the platform where it is not', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '' }, 'linux')).toMatch(/\/\.cache\/edgewright$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/\/Library\/Caches\/edgewright$/);
  });
});
