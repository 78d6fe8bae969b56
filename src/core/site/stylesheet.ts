/**
 * The one stylesheet. Fonts are those the reader's system has; nothing is loaded. No meaning hangs on colour: marks,
 * patterns and words say the same. Dark, print and narrow screens are handled at the end.
 */
export const STYLESHEET = `:root {
  color-scheme: light dark;
  --paper: #fcfbf8;
  --card: #ffffff;
  --ink: #1a1d21;
  --muted: #565c64;
  --rule: #dcd8cf;
  --strong-rule: #1a1d21;
  --accent: #124e5b;
  --tint: #eef3f2;
  --mark: #8a4b08;
  --mark-tint: #fbf1e2;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", "Book Antiqua", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b;
    --card: #1b1f23;
    --ink: #e9e6df;
    --muted: #a9aeb3;
    --rule: #363b41;
    --strong-rule: #c9c6bf;
    --accent: #86c5cf;
    --tint: #1d2629;
    --mark: #eab676;
    --mark-tint: #2b2418;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 var(--sans);
  overflow-wrap: break-word;
}
h1, h2, h3, h4, .wordmark, .lead, .answer { font-family: var(--serif); }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; font-weight: 600; }
h1 { font-size: clamp(1.9rem, 1.2rem + 3vw, 3.1rem); margin: 0 0 .6em; letter-spacing: -.012em; max-width: 24ch; }
h2 { font-size: clamp(1.45rem, 1.2rem + 1.1vw, 1.95rem); margin: 0 0 .7em; }
h3 { font-size: 1.22rem; margin: 2.2em 0 .6em; }
h4 { font-size: 1.05rem; margin: 1.6em 0 .5em; }
p, ul, ol, dl { margin: 0 0 1em; }
p, .prose, .steps, .findings { max-width: 44rem; }
a { color: var(--accent); text-decoration-thickness: .06em; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
code, pre { font-family: var(--mono); font-size: .86em; font-variant-ligatures: none; }
pre { background: var(--tint); padding: .9rem 1rem; margin: 0 0 1.2em; border-left: 3px solid var(--accent); white-space: pre-wrap; overflow-wrap: anywhere; }
.long { overflow-wrap: anywhere; }
.hash { display: inline-block; vertical-align: top; width: 33ch; overflow-wrap: anywhere; line-height: 1.35; }
.command { white-space: nowrap; }
abbr { text-decoration: none; }
q { quotes: "\\201C" "\\201D"; }
:lang(es) q { quotes: "\\AB" "\\BB"; }

.skip { position: absolute; left: 1rem; top: -4rem; background: var(--ink); color: var(--paper); padding: .6rem 1rem; z-index: 2; }
.skip:focus { top: .5rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.patterns { position: absolute; }

header.site, main, footer.site { padding-inline: clamp(1rem, 4vw, 3rem); max-width: 80rem; margin-inline: auto; }
.masthead { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem 1rem; padding-top: 1.1rem; }
.wordmark { font-size: 1.45rem; font-weight: 700; color: var(--ink); text-decoration: none; letter-spacing: -.01em; line-height: 1.9; }
.tagline { color: var(--muted); font-size: .9rem; }
.languages { margin-left: auto; display: flex; gap: .2rem; font-size: .9rem; }
.languages a { padding: .35rem .5rem; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
nav.pages { border-block: 1px solid var(--rule); margin-top: .5rem; }
nav.pages ul { display: flex; flex-wrap: wrap; gap: 0 .2rem; list-style: none; margin: 0 -.55rem; padding: 0; font-size: .95rem; }
nav.pages a { display: block; padding: .6rem .55rem .5rem; text-decoration: none; border-bottom: 3px solid transparent; }
nav.pages a:hover { border-bottom-color: var(--rule); }
nav.pages a[aria-current] { border-bottom-color: var(--accent); }
.breadcrumbs { font-size: .92rem; }
.breadcrumbs ol, .parts ul, .contents ul { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .9rem; list-style: none; padding: 0; margin: 0; }
.breadcrumbs li + li::before { content: "\\203A"; color: var(--muted); margin-right: .9rem; }
.breadcrumbs a, .parts a, .contents a { display: inline-block; padding-block: .2rem; min-width: 1.5rem; }
.contents { margin-bottom: 1.6rem; }

main { padding-block: clamp(1.6rem, 4vw, 3rem) 4rem; }
.breadcrumbs ~ .opening { margin-top: 1.8rem; }
.opening { margin-bottom: clamp(1.5rem, 4vw, 2.6rem); }
.dateline { margin-bottom: .6em; color: var(--muted); font-size: .95rem; }
.lead { font-size: 1.2rem; line-height: 1.5; }
.opening .lead { font-size: clamp(1.15rem, 1rem + .8vw, 1.4rem); max-width: 40rem; }
.answer { font-size: 1.2rem; line-height: 1.5; border-left: 3px solid var(--accent); padding-left: 1rem; }
.note { color: var(--muted); font-size: .92rem; }
main > section { border-top: 2px solid var(--strong-rule); padding-top: 1.4rem; margin-top: 3rem; }
main > .opening + section { margin-top: 0; }
.scroll .id { white-space: nowrap; }
.code { text-decoration: underline dotted; text-decoration-color: var(--muted); white-space: nowrap; }
.code code { font-size: .8em; color: var(--muted); }
.code:hover code { text-decoration: underline; }
.steps li { margin-bottom: .5em; padding-left: .3rem; }
.reasons { padding-left: 1.2rem; }

.scroll { overflow-x: auto; margin: 0 0 1.4em; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; line-height: 1.35; font-variant-numeric: lining-nums tabular-nums; }
table.compact { width: auto; min-width: min(100%, 24rem); }
caption { text-align: left; color: var(--muted); font-size: .86rem; padding-bottom: .5rem; }
caption > span { position: sticky; left: 0; display: inline-block; max-width: min(100%, calc(100vw - 2rem)); }
caption.hidden { padding: 0; }
thead th, thead td { border-bottom: 1.5px solid var(--strong-rule); font-weight: 600; font-size: .86rem; vertical-align: bottom; padding: .35rem .7rem .4rem; }
tbody th, tbody td { border-bottom: 1px solid var(--rule); padding: .45rem .7rem; vertical-align: top; }
th { text-align: left; font-weight: 500; }
thead th { font-weight: 600; }
tr > :first-child { padding-left: 0; }
tr > :last-child { padding-right: 0; }
.n { text-align: right; white-space: nowrap; }
thead .n { white-space: normal; }
td small, th small { color: var(--muted); font-size: .86em; font-weight: 400; }
.n small { display: block; }
tbody tr.sum > *, tbody tr.total:first-of-type > * { border-top: 1.5px solid var(--strong-rule); }
tr.sum > *, tr.total th { font-weight: 600; }
tr.total:not(.sum) th { font-weight: 500; color: var(--muted); }
.difference { font-weight: 600; }
.graphic { width: 18%; min-width: 8rem; padding-top: .65rem; }
.units th[scope="row"] { min-width: 9rem; }

.bars { margin: 0 0 1.6rem; max-width: 52rem; }
figcaption { color: var(--muted); font-size: .86rem; margin-bottom: .7rem; }
.bars ul { list-style: none; padding: 0; margin: 0; }
.bars li { padding: .55rem 0 .6rem; border-top: 1px solid var(--rule); }
.who { display: block; font-weight: 600; margin-bottom: .2rem; }
.line { display: grid; grid-template-columns: 5.6rem 1fr 6rem; align-items: center; gap: .6rem; font-size: .9rem; line-height: 1.5; }
.what { color: var(--muted); }
.value { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
svg { display: block; overflow: visible; }
.ink, .sheets { fill: var(--accent); }
.paper { fill: var(--paper); }
rect.declared, rect.shade { stroke: var(--accent); stroke-width: 1; }
.coverage { margin: 0 0 1.2rem; }
.coverage > .paper { stroke: var(--accent); stroke-width: 1; }
td .coverage, td .stack { margin: 0; }
.stack rect { stroke: var(--paper); stroke-width: 1; }
.stack rect.shade { stroke: var(--accent); stroke-width: .75; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; font-size: .9rem; }
.swatch { display: inline-block; vertical-align: -1px; margin-right: .25rem; }

.plot { margin: 0 0 1.2rem; max-width: 34rem; }
.plot figcaption { color: var(--muted); font-size: .92rem; margin-bottom: .5rem; }
.plot svg:not(.swatch) { display: block; width: 100%; height: auto; }
.plot text { fill: var(--muted); font: 11.5px var(--sans); font-variant-numeric: tabular-nums; }
.plot text.name { fill: var(--ink); }
.plot .grid { stroke: var(--rule); stroke-width: 1; }
.plot .axis { stroke: var(--muted); stroke-width: 1; }
.plot .sheets { fill: var(--accent); }
.plot .trace { fill: none; stroke: var(--accent); stroke-width: 2; }
.plot .trace.other { stroke: var(--mark); stroke-dasharray: 6 3; }
.plot .band { fill: var(--accent); opacity: .18; }
.plot .needed { fill: none; stroke: var(--mark); stroke-width: 2.5; stroke-dasharray: 5 3; }
.plot .dot { fill: var(--accent); }
.plot .hollow { fill: var(--paper); stroke: var(--accent); stroke-width: 2; }
.plot .came { fill: none; stroke: var(--mark); stroke-width: 2; }
.plot .reach { fill: none; stroke: var(--accent); stroke-width: 1.5; }
.plot .worst { fill: none; stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 3; }
.questions { list-style: none; padding: 0; }
.questions > li { border-top: 1px solid var(--rule); padding: 1rem 0 .4rem; display: grid; grid-template-columns: minmax(14rem, 24rem) minmax(0, 44rem); gap: .2rem 2.4rem; }
.questions h3 { margin: 0 0 .4rem; }
.questions > li > p { font-family: var(--serif); font-size: 1.08rem; }
.status-failed { color: var(--mark); font-weight: 600; }
.result > .answer { max-width: 46rem; }

.facts { max-width: 56rem; }
.facts > div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .1rem 1.4rem; padding: .4rem 0; border-top: 1px solid var(--rule); }
.facts dt { color: var(--muted); font-size: .92rem; }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.facts ul { margin: 0; padding-left: 1.1rem; }

.stations { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1.2rem; align-items: start; }
.group > h3 { border-bottom: 1px solid var(--rule); padding-bottom: .4rem; }
.within { display: block; font: 400 .86rem/1.5 var(--sans); color: var(--muted); }
.station { background: var(--card); border: 1px solid var(--rule); padding: 1rem 1.1rem; min-width: 0; }
.station > h3, .station > h4 { margin: 0; font-size: 1.12rem; }
.station > h3 a, .station > h4 a { color: inherit; text-decoration: none; display: inline-block; min-height: 1.5rem; }
.station > h3 a:hover, .station > h4 a:hover { text-decoration: underline; }
.station:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.voters { color: var(--muted); font-size: .9rem; margin-bottom: .5rem; }
.status { font-size: .92rem; margin: 0 0 .25rem; line-height: 1.4; }
.status .mark { color: var(--accent); display: inline-block; width: 1.1em; }
.status.explained .mark { color: var(--mark); }
.sheet { font-size: .88rem; margin: .6rem 0 .9rem; }
.sheet th, .sheet td { padding: .22rem .35rem; }
.sheet tbody th { min-width: 7.5rem; }
.sheet td { text-align: right; white-space: nowrap; }
.sheet thead th { text-align: right; font-size: .8rem; line-height: 1.25; }
.sheet thead small { display: block; }
.sheet .first > * { border-top: 1.5px solid var(--rule); }
.station .contest { font-weight: 600; margin: 1rem 0 .3rem; font-size: .95rem; }
.voters + .contest { margin-top: 0; }
.differs { background: var(--mark-tint); font-weight: 600; }
.ne { color: var(--mark); font-weight: 700; }
.findings { padding: .7rem .9rem .2rem 1.7rem; margin: 0 0 .8rem; background: var(--mark-tint); border-left: 3px solid var(--mark); font-size: .92rem; line-height: 1.45; }
.findings li { margin-bottom: .5rem; }
.findings .code code, .about { color: var(--muted); }
.evidence { font-size: .88rem; line-height: 1.45; margin: 0 0 .5rem; }
.station.wide { grid-column: 1 / -1; }
.station.wide .sheet { width: auto; }
.copies { margin: .9rem 0; }
.copies-shown { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .8rem; }
.copies figure { margin: 0; min-width: 0; display: flex; flex-direction: column; }
.copies figcaption { font-size: .85rem; line-height: 1.4; margin-bottom: .4rem; overflow-wrap: anywhere; flex: 1; }
.copy { height: min(34rem, 75vh); overflow: auto; border: 1px solid var(--rule); }
.copies .note { margin: .7rem 0 0; }
.copy img { display: block; width: 100%; height: auto; }
summary { cursor: pointer; padding: .3rem 0; min-height: 1.75rem; }
details img { display: block; max-width: 100%; height: auto; max-height: 60rem; background: #fff; margin: .5rem 0; }
.qr { font-size: .8rem; }
.declaration, .dataset { border-top: 1px solid var(--rule); padding-top: 1.2rem; margin-top: 2rem; }
.declaration > h3, .dataset > h3 { margin-top: 0; }
h2 + .declaration, h2 + .dataset { border-top: 0; padding-top: 0; margin-top: 0; }
.superseded > h3 { font-weight: 400; font-style: italic; color: var(--muted); }
.adjudication { font-size: .92rem; }

.verify .ways { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1.6rem 2.4rem; max-width: 56rem; margin-bottom: 1.2rem; }
.verify[inert] { opacity: .5; }
.verify .note, .report .note { margin: .5rem 0 0; }
.verify label { display: block; font-weight: 600; margin-bottom: .4rem; }
.verify .held { max-width: 44rem; border-top: 1px solid var(--rule); padding-top: .4rem; }
.verify .held summary { font-weight: 600; color: var(--accent); }
.verify .field { margin: 1.2rem 0; }
.verify .choice { display: flex; align-items: baseline; gap: .6rem; }
.verify .choice label { font-weight: 400; margin: 0; }
input, textarea, button { font: inherit; color: inherit; }
input[type="text"], textarea { width: 100%; padding: .5rem .6rem; background: var(--card); border: 1px solid var(--muted); border-radius: 2px; font-family: var(--mono); font-size: .86rem; }
input[type="file"] { max-width: 100%; font-size: .92rem; }
.ways input[type="file"] { width: 100%; padding: .9rem; background: var(--card); border: 1.5px dashed var(--muted); }
.field input[type="file"] { margin-top: .6rem; }
button, ::file-selector-button { min-height: 2.75rem; padding: .5rem 1.1rem; background: var(--card); color: var(--accent); border: 1.5px solid var(--accent); border-radius: 2px; font: inherit; font-weight: 600; cursor: pointer; }
::file-selector-button { margin-right: .8rem; min-height: 2.25rem; padding: .3rem .8rem; }
button.primary { width: 100%; min-height: 4.6rem; background: var(--accent); color: var(--paper); font-size: 1.1rem; }
button:hover { text-decoration: underline; text-underline-offset: .2em; }
.working { max-width: 44rem; margin: 1.4rem 0; padding: 1.1rem; background: var(--tint); }
.working label { display: block; font-weight: 600; margin-bottom: .5rem; }
progress { width: 100%; height: .8rem; accent-color: var(--accent); }
.report { margin-top: 1.6rem; }
.report:empty { display: none; }
.report:focus, .report :focus:not(:focus-visible) { outline: none; }
.verdict { max-width: 46rem; padding: 1.1rem 1.3rem .3rem; border-left: 5px solid var(--accent); background: var(--tint); }
.verdict.problem { border-left-color: var(--mark); background: var(--mark-tint); }
.verdict h3 { margin: 0 0 .7rem; font-size: 1.5rem; }
.verdict .mark, .checked .mark { color: var(--accent); font-family: var(--sans); font-weight: 700; }
.verdict.problem .mark, .checked .problem .mark { color: var(--mark); }
.checked { list-style: none; padding: 0; max-width: 46rem; }
.checked li { display: grid; grid-template-columns: 1.6rem 1fr; padding: .35rem 0; border-top: 1px solid var(--rule); }
.checked .not-checked, .checked .not-checked .mark { color: var(--muted); }
.report tbody th { min-width: 9rem; }
.report td small { display: block; }
.report .facts pre { margin: .2rem 0; }
.doubts { max-width: 46rem; }
.doubts code { color: var(--muted); }
.document { background: var(--card); border: 1px solid var(--rule); padding: 1.2rem 1.3rem .4rem; max-width: 48rem; font-family: var(--serif); font-size: 1.06rem; }
.document mark { background: var(--mark-tint); color: inherit; border-bottom: 2px solid var(--mark); padding-block: .1em; }
.document mark:target { outline: 3px solid var(--accent); outline-offset: 2px; background: var(--tint); }
.excerpt { border-left: 3px solid var(--rule); padding-left: .9rem; }
.statements { list-style: none; padding: 0; max-width: 48rem; }
.statements > li { border-top: 1px solid var(--rule); padding: .8rem 0 .2rem; }
.statements p { margin-bottom: .35rem; }
.statements > li:target { background: var(--tint); }
.actors { columns: 18rem; list-style: none; padding: 0; max-width: 60rem; }
.actors li { padding: .2rem 0; break-inside: avoid; }
.actors a { display: inline-block; padding-block: .15rem; }
.origins { max-width: 52rem; font-size: .92rem; }
.matrix thead th { min-width: 7.5rem; }
.day { display: block; white-space: nowrap; }
.day a { display: inline-block; min-height: 1.5rem; min-width: 1.5rem; }

footer.site { border-top: 1px solid var(--rule); padding-block: 1.6rem 3rem; color: var(--muted); font-size: .88rem; }
footer.site p { max-width: none; margin-bottom: .4rem; overflow-wrap: anywhere; }

@media (min-width: 40rem) {
  .scroll th[scope="row"], .scroll th[scope="rowgroup"] { position: sticky; left: 0; background: var(--paper); }
  .station .scroll th[scope="row"] { background: var(--card); }
}
@media (max-width: 40rem) {
  .tagline { flex-basis: 100%; order: 3; padding-bottom: .4rem; }
  .facts > div, .questions > li { grid-template-columns: 1fr; }
  .line { grid-template-columns: 5rem 1fr 5.6rem; gap: .5rem; }
  .station { margin-inline: -.4rem; padding: .9rem; }
  tbody th, tbody td { padding-inline: .5rem; }
  .graphic { min-width: 5rem; }
  thead th.n { min-width: 5.6rem; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --muted: #333; --rule: #bbb; --strong-rule: #000;
    --accent: #000; --tint: #fff; --mark: #000; --mark-tint: #fff;
  }
  body { font-size: 10pt; }
  .skip, header.site nav, .parts { display: none; }
  header.site, main, footer.site { max-width: none; padding-inline: 0; }
  main > section { margin-top: 1.5rem; }
  h1, h2, h3, h4 { break-after: avoid; }
  .station, .bars li, tr, pre { break-inside: avoid; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  .stations { display: block; }
  .station { margin-bottom: .8rem; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main a { color: inherit; text-decoration: none; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) {
  .ink, .sheets { fill: CanvasText; }
  .paper { fill: Canvas; }
  rect.declared, rect.shade, .coverage > .paper { stroke: CanvasText; }
}
`;
