/** A question in a dialog of the operating system, with what can be answered. */
export interface NativeQuestion<Choice extends string> {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly { readonly choice: Choice; readonly label: string }[];
}

/** Puts a question to the person, where no page can answer it; closing it means `otherwise`. */
export type AskPerson = <Choice extends string>(
  question: NativeQuestion<Choice>,
  otherwise: Choice,
) => Promise<Choice>;
