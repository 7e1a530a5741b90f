import type { FromEngine } from '../../contract/host-control.ts';
import type { Redactor } from '../../guard/redaction/redactor.ts';

/** A message to the host with its texts redacted. Rows of answers come from the journal, which holds no secret. */
export function redactMessage(redactor: Redactor, message: FromEngine): FromEngine {
  switch (message.type) {
    case 'alert':
      return {
        ...message,
        text: redactor.text(message.text),
        kept: redactor.text(message.kept),
        todo: redactor.text(message.todo),
      };
    case 'answer':
      return isFailing(message.answer)
        ? { ...message, answer: redactFailure(redactor, message.answer) }
        : message;
    case 'ready':
    case 'started':
    case 'pong':
    case 'state':
      return message;
  }
}

interface Failing {
  readonly ok: false;
  readonly detail?: unknown;
  readonly failure?: { readonly detail?: unknown };
}

/** What went wrong is told in words that may come from anywhere, so those are the ones that are looked through. */
function redactFailure(redactor: Redactor, answer: Failing): unknown {
  const { detail, failure } = answer;
  return {
    ...answer,
    ...(typeof detail === 'string' ? { detail: redactor.text(detail) } : {}),
    ...(typeof failure?.detail === 'string'
      ? { failure: { ...failure, detail: redactor.text(failure.detail) } }
      : {}),
  };
}

const isFailing = (answer: unknown): answer is Failing =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
