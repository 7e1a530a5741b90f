/** The style sheet of the HTML report: light, readable on paper, no font or image from elsewhere. */
export const HTML_STYLE = `
:root { color-scheme: light; --ink: #1b2430; --faint: #5b6776; --rule: #d9dee5; --gain: #1f8a70; --loss: #c2513f; --line: #2b5f9e; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.5rem 4rem; background: #fff; color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header { display: flex; gap: 1.5rem; align-items: flex-start; border-bottom: 2px solid var(--ink); padding-bottom: 1rem; }
header h1 { margin: 0 0 .25rem; font-size: 1.6rem; }
header p { margin: 0; color: var(--faint); }
.badge { flex: none; padding: .35rem .9rem; border-radius: .3rem; background: #44546a; color: #fff; font-size: 1.5rem;
  font-weight: 700; letter-spacing: .06em; }
.badge.sandbox { background: #3b5b8c; } .badge.replay { background: #6a4c93; } .badge.paper { background: #1c6b60; }
.badge.backtest { background: #8a5a00; } .badge.live { background: #a5281b; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 1.5rem 0; padding: 0; }
.figures div { border-left: 3px solid var(--rule); padding-left: .75rem; }
.figures dt { color: var(--faint); font-size: .85rem; } .figures dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; border-bottom-color: var(--ink); }
.number, dd { font-variant-numeric: tabular-nums; } th.number, td.number { text-align: right; white-space: nowrap; }
.note { color: var(--faint); font-size: .85rem; margin: .4rem 0 0; }
.chart { margin: 1.5rem 0; } .chart figcaption { font-weight: 600; margin-bottom: .25rem; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 10px; fill: var(--faint); }
.grid { stroke: var(--rule); stroke-width: .6; } .axis, .zero { stroke: var(--faint); stroke-width: .8; }
.line { fill: none; stroke: var(--line); stroke-width: 1.4; stroke-linejoin: round; } .area { fill: var(--line); opacity: .1; }
.drawdown .line { stroke: var(--loss); } .drawdown .area { fill: none; }
.gains { fill: var(--gain); } .losses { fill: var(--loss); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; font-size: .9rem; }
.facts dt { color: var(--faint); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; font-size: 11px; } section, figure { break-inside: avoid-page; }
  .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
