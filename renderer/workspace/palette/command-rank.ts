/**
 * How well a command fits what was typed, 0 for not at all: every typed word must begin a word of the command, or at
 * least stand in it. No guessing from scattered letters: Enter runs what is listed first, and that may trade.
 */
export function commandRank(command: string, typed: string): number {
  const text = command.toLowerCase();
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  let rank = 1;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const beginsWord = text.startsWith(word) || text.includes(` ${word}`);
    rank *= beginsWord ? 0.9 : 0.4;
  }
  return text.startsWith(words[0] ?? '') ? rank : rank * 0.8;
}
