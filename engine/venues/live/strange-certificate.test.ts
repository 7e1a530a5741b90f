import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { openTradingLoopback } from '../loopback/trading/trading-loopback.ts';
import { openSession } from './open-session.ts';
import { NoResponse, newAgent, sendOnce } from './transport.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';

const OPENSSL = '/usr/bin/openssl';

/** A certificate of 127.0.0.1 that nobody has signed but its own key. */
function selfSigned(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-days', '2', '-nodes', '-keyout', key, '-out', cert];
  execFileSync(
    OPENSSL,
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', ...subject],
    {
      stdio: 'ignore',
    },
  );
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}

describe.skipIf(!existsSync(OPENSSL))('a venue whose certificate nobody vouches for (needs openssl)', () => {
  it.each(ONE_OF_EACH)('hears nothing from us: $name', async (pair) => {
    const venue = await openTradingLoopback({
      words: pair.words(),
      seed: 1,
      clock: realClock,
      key: pair.key,
      tls: selfSigned(),
    });
    const opened = openSession({
      dialect: pair.dialect,
      key: pair.key,
      symbols: [pair.symbol],
      clock: realClock,
      random: () => 0,
      loopback: venue.urls,
    });
    await expect(opened).rejects.toThrow('does not answer');
    expect(venue.seen).toEqual([]);
    const agent = newAgent();
    const request = { url: `${venue.urls.restUrl}/`, method: 'POST', headers: {}, body: 'secret' };
    const failed = await sendOnce(request, { timeoutMs: 1000, clock: realClock, agent }).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(NoResponse);
    // Nothing has left, so nothing can have been done.
    expect(failed).toMatchObject({ mayHaveLeft: false, message: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(venue.seen).toEqual([]);
    agent.destroy();
    await venue.close();
  });
});
