/** Where money would leave the account: no request of ours goes there, whoever made it. */
const MOVES_MONEY =
  /withdraw|transfer|deposit|sub-?_?account|sub-?member|convert|\bloan|\/transactions\b|\/addresses\b|\/portfolios\/move/i;

/** Addresses of that kind that list what has moved, when they are read; at some of them another method moves money. */
const LISTS_MONEY: readonly RegExp[] = [
  /^\/sapi\/v1\/capital\/deposit\/hisrec$/,
  /^\/sapi\/v1\/capital\/withdraw\/history$/,
  /^\/sapi\/v1\/asset\/transfer$/,
  /^\/v2\/accounts\/[\w-]+\/transactions$/,
];

/** Whether a request could move money out of the account or to another. */
export const movesMoney = (method: string, path: string): boolean =>
  MOVES_MONEY.test(path) && !(method === 'GET' && LISTS_MONEY.some((each) => each.test(path)));
