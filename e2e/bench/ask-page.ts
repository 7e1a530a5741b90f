/** The page went elsewhere before it answered. */
export class PageLeft extends Error {
  override readonly name = 'PageLeft';
}

/**
 * Evaluates an expression in a page through its debugger and answers with its value, promises awaited.
 * @throws {PageLeft} when the page was left meanwhile: ask again.
 */
export async function askPage<Answer>(debuggerUrl: string, expression: string): Promise<Answer> {
  const socket = new WebSocket(debuggerUrl);
  try {
    await new Promise((opened, failed) => {
      socket.addEventListener('open', opened, { once: true });
      socket.addEventListener('error', () => failed(new Error('the page has no debugger')), { once: true });
    });
    const answer = new Promise<MessageEvent<string>>((heard) => {
      socket.addEventListener('message', heard, { once: true });
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const { error, result } = JSON.parse((await answer).data) as {
      error?: { message: string };
      result?: { result: { value: Answer }; exceptionDetails?: { text: string } };
    };
    if (!result) throw new PageLeft(error?.message ?? 'the page did not answer');
    if (result.exceptionDetails) throw new Error(`${expression}: ${result.exceptionDetails.text}`);
    return result.result.value;
  } finally {
    socket.close();
  }
}
