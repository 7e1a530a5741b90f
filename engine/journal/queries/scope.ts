/** Whose rows: one session's, or an account's over all its sessions in order. */
export type JournalScope = { readonly sessionId: string } | { readonly accountId: string };

/** A condition on the session's number with its one parameter. */
export interface ScopeCondition {
  readonly sql: string;
  readonly parameter: string;
}

/** The condition that keeps a query, with `outcome` in it, to the scope. */
export function conditionOf(scope: JournalScope): ScopeCondition {
  if ('sessionId' in scope) {
    return {
      sql: 'outcome.session = (SELECT number FROM session WHERE session_id = ?)',
      parameter: scope.sessionId,
    };
  }
  return {
    sql: 'outcome.session IN (SELECT number FROM session WHERE account_id = ?)',
    parameter: scope.accountId,
  };
}
