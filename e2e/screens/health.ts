import type { Page } from '@playwright/test';

/** A stream as the health panel shows it. */
export interface ReadStream {
  readonly instrument: string;
  readonly stream: string;
  readonly state: string;
  /** 50th, 95th and 99th percentile in ms, as text; – before the first message. */
  readonly latency: string;
  readonly messages: number;
  readonly gaps: number;
  readonly resyncs: number;
  readonly refused: number;
  readonly reconnects: number;
}

const numberOf = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

/** Every stream of the market in the health panel, which must be in front. */
export async function readStreams(page: Page): Promise<readonly ReadStream[]> {
  const rows = page.getByRole('table', { name: 'Market streams' }).locator('tbody tr');
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
  );
  return texts.map(
    ([
      instrument = '',
      stream = '',
      state = '',
      ,
      latency = '',
      messages,
      lost = '',
      refused,
      reconnects,
    ]) => {
      const [gaps, resyncs] = lost.split(' / ');
      return {
        instrument,
        stream,
        state,
        latency,
        messages: numberOf(messages),
        gaps: numberOf(gaps),
        resyncs: numberOf(resyncs),
        refused: numberOf(refused),
        reconnects: numberOf(reconnects),
      };
    },
  );
}
