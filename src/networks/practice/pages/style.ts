export const style = `
@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 400; font-display: swap;
  src: url(/fonts/latin-400.woff2) format("woff2");
  unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212; }
@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 700; font-display: swap;
  src: url(/fonts/latin-700.woff2) format("woff2");
  unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212; }
@font-face { font-family: "Atkinson Hyperlegible Next"; font-weight: 400; font-display: swap;
  src: url(/fonts/latin-ext-400.woff2) format("woff2"); unicode-range: U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF; }
:root { color-scheme: light dark; --paper: #faf8f4; --surface: #ffffff; --ink: #16202e; --soft: #475264;
  --line: #ddd8cd; --link: #1c4b85; --brass: #e2b457; --mark: #8a6414; --wrong: #9c1f1f; --strip: #f4e7c8; }
@media (prefers-color-scheme: dark) { :root { --paper: #10161f; --surface: #171f2b; --ink: #ebe8e1;
  --soft: #b6bfcc; --line: #2c3746; --link: #a4c8f4; --brass: #e2b457; --mark: #e2b457; --wrong: #ffb3ab;
  --strip: #2d2716; } }
* { box-sizing: border-box; }
html { font: 100%/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; background: var(--paper); color: var(--ink); }
body { margin: 0; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--surface); padding: 8px; z-index: 1; }
.column { max-width: 640px; margin: 0 auto; padding: 0 16px; }
.strip { margin: 0; padding: 6px 16px; text-align: center; font-weight: 700; font-size: .875rem;
  background: var(--strip); border-bottom: 1px solid var(--line); }
.top { border-bottom: 1px solid var(--line); background: var(--surface); }
.top .column { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; justify-content: space-between; min-height: 56px; }
.name { display: inline-flex; gap: 8px; align-items: center; font-weight: 700; color: var(--ink); text-decoration: none; min-height: 44px; }
.bell { width: 24px; height: 24px; fill: var(--mark); }
nav { display: flex; gap: 16px; }
nav a, .more a { display: inline-flex; align-items: center; min-height: 44px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 32px 0 16px; }
h2 { font-size: 1.125rem; margin: 32px 0 8px; }
.lead { color: var(--soft); margin: -8px 0 24px; }
.post { background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 16px; margin: 0 0 16px; }
.post.chosen { border-left: 4px solid var(--brass); }
.post header { display: grid; grid-template-columns: 40px 1fr; gap: 0 12px; align-items: start; }
.post header img { border-radius: 4px; grid-row: span 2; display: block; }
.who { font-weight: 700; overflow-wrap: anywhere; }
.who a { color: inherit; text-decoration: none; }
.who a:hover { text-decoration: underline; }
.soft { color: var(--soft); font-size: .875rem; }
.badge { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; font-size: .875rem; font-weight: 400; color: var(--soft); }
.words { overflow-wrap: anywhere; margin: 12px 0 0; }
.words p { margin: 0 0 12px; }
.words .invisible { display: none; }
.words .ellipsis::after { content: "…"; }
figure { margin: 0 0 12px; }
figure img { display: block; max-width: 100%; height: auto; max-height: 480px; border-radius: 4px; border: 1px solid var(--line); }
figcaption { color: var(--soft); font-size: .875rem; margin-top: 4px; overflow-wrap: anywhere; }
.post footer { color: var(--soft); font-size: .875rem; display: flex; flex-wrap: wrap; gap: 4px 16px; border-top: 1px solid var(--line); padding-top: 8px; }
.thread { margin-left: 0; padding-left: 0; list-style: none; }
.thread li > .post { margin-left: calc(min(var(--depth, 0), 3) * 16px); }
.depth-1 > .post { --depth: 1; } .depth-2 > .post { --depth: 2; } .depth-3 > .post { --depth: 3; }
details { margin: 8px 0; } summary { cursor: pointer; min-height: 32px; }
.more { display: flex; justify-content: space-between; margin: 24px 0; }
.plain { background: var(--surface); border: 1px dashed var(--line); border-radius: 4px; padding: 24px; }
.profile { display: grid; grid-template-columns: 80px 1fr; gap: 16px; align-items: center; margin: 32px 0 16px; }
.profile img { border-radius: 4px; display: block; } .profile h1 { margin: 0; overflow-wrap: anywhere; }
form { margin: 0 0 24px; } fieldset { border: 0; margin: 0; padding: 0; }
label { display: block; font-weight: 700; margin: 16px 0 4px; }
.hint { color: var(--soft); font-size: .875rem; margin: 0 0 4px; }
input { font: inherit; color: inherit; background: var(--surface); width: 100%; padding: 8px 12px; min-height: 44px;
  border: 1px solid var(--soft); border-radius: 4px; }
[aria-invalid=true] { border: 2px solid var(--wrong); }
.wrong { color: var(--wrong); font-weight: 700; margin: 0 0 4px; }
.summary { border: 2px solid var(--wrong); border-radius: 4px; padding: 16px; margin: 24px 0; }
.summary h2 { margin: 0; } .summary p { margin: 8px 0 0; }
button { font: inherit; font-weight: 700; min-height: 44px; padding: 8px 20px; border-radius: 4px; border: 1px solid transparent;
  background: var(--brass); color: #16202e; margin-top: 24px; cursor: pointer; }
button.second { background: transparent; color: var(--ink); border-color: var(--soft); margin-top: 0; }
code.secret { display: block; font-size: 1.125rem; overflow-wrap: anywhere; border: 1px solid var(--line); background: var(--surface); border-radius: 4px; padding: 16px; user-select: all; }
body > footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); margin-top: 48px; }
`
