/** Mean of some series of the same length at each of their times: the market of symbols that count the same. */
export function equalWeighted(series: readonly Float64Array[]): Float64Array {
  return Float64Array.from(series[0] ?? [], (_, t) => {
    let sum = 0;
    for (const each of series) sum += each[t] as number;
    return sum / series.length;
  });
}
