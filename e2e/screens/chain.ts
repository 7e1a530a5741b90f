import { type Page } from '@playwright/test';
import {
  BLOCK,
  mempoolAnswers,
  openChainEndpoint,
} from '../../engine/venues/chain/chain-endpoint.fixture.ts';

const PERIOD_S = 14 * 86_400;
const PERIODS = 30;

/** A mempool endpoint on this machine whose newest block is a minute old, with a year of difficulties. */
export function openMempool(nowMs: number) {
  const blockTime = Math.floor(nowMs / 1000) - 60;
  const block = JSON.stringify({ ...BLOCK, timestamp: blockTime });
  const last = blockTime - 86_400;
  const changes = Array.from({ length: PERIODS }, (_, at) => [
    last - at * PERIOD_S,
    BLOCK.height - 144 - at * 2016,
    BLOCK.difficulty * 0.99 ** at,
    1.01,
  ]);
  return openChainEndpoint(
    mempoolAnswers({
      [`/api/block/${BLOCK.id}`]: (response) => void response.end(block),
      '/api/v1/mining/difficulty-adjustments': (response) => void response.end(JSON.stringify(changes)),
    }),
  );
}

/** Connects the TRUE PRICE panel to an endpoint. */
export async function connectChain(page: Page, url: string): Promise<void> {
  const source = page.getByRole('region', { name: 'Source of the chain' });
  await source.getByLabel('Address').fill(url);
  await source.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Where the panel says an input comes from. */
export const originOf = (page: Page, input: string): Promise<string> =>
  page
    .getByRole('region', { name: 'Inputs', exact: true })
    .getByRole('row', { name: new RegExp(`^${input}`) })
    .locator('.true-price-origin')
    .innerText();
