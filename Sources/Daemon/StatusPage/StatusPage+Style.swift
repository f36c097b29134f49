extension StatusPage {
  /// Fonts of the system, its colours for light and dark, and one column on a phone.
  static let style: HTML = """
    :root{--paper:#fbfaf7;--card:#fff;--ink:#1c2321;--soft:#5c6663;--line:#e0ded7;--accent:#0f766e;\
    --mark:#fdeeb5;--place:#d5efe9;--bad:#b42318;--badsoft:#fdeceb;--good:#166534;--goodsoft:#e8f5ec;\
    --critical:#9f1239;--high:#c2410c;--medium:#a16207;--low:#475569;--sea:#e6eef0;--land:#f7f4ec;\
    --border:#c5bfb0}
    @media (prefers-color-scheme:dark){:root{--paper:#121615;--card:#1a201e;--ink:#e6ebe9;\
    --soft:#9aa6a2;--line:#2c3431;--accent:#5eead4;--mark:#5d4a0c;--place:#12463f;--bad:#fca5a5;\
    --badsoft:#3b1a1a;--good:#86efac;--goodsoft:#12291b;--critical:#fb7185;--high:#fb923c;\
    --medium:#facc15;--low:#94a3b8;--sea:#0f1a1d;--land:#242b28;--border:#4a554f}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic","Geeza Pro",Tahoma,sans-serif}
    a{color:var(--accent)}
    a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--accent);\
    outline-offset:2px;border-radius:3px}
    .skip{position:absolute;inset-inline-start:-99rem}
    .skip:focus{inset-inline-start:1rem;inset-block-start:.5rem;background:var(--card);padding:.5rem}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    header,main,footer{max-width:68rem;margin-inline:auto;padding-inline:1.25rem}
    header{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;\
    gap:.25rem 2rem;padding-block:1.1rem .6rem;border-block-end:1px solid var(--line)}
    .name{margin:0;font-size:1.25rem;font-weight:700;letter-spacing:-.01em}
    .name a{color:inherit;text-decoration:none}
    .name span{color:var(--accent);margin-inline-start:.35rem}
    nav ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:0;padding:0;list-style:none}
    nav a{text-decoration:none;padding-block:.3rem;display:inline-block}
    nav a:hover,h3 a:hover{text-decoration:underline}
    h1{font-size:1.6rem;line-height:1.25;letter-spacing:-.015em;margin:1.6rem 0 .6rem}
    h2{font-size:1.2rem;margin:2.6rem 0 .7rem}
    .verdict{border-inline-start:4px solid var(--good);background:var(--goodsoft);\
    padding:.55rem .9rem;border-radius:4px;margin:0 0 1.1rem}
    .verdict.bad{border-color:var(--bad);background:var(--badsoft)}
    .verdict p{margin:0}.verdict.bad p{font-weight:600;color:var(--bad)}
    .verdict ul{margin:.1rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.4rem}
    .verdict a{color:inherit}
    p.good{color:var(--good);font-weight:600}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:0}
    .tiles div{background:var(--card);border:1px solid var(--line);border-radius:8px;\
    padding:.7rem .9rem;display:flex;flex-direction:column-reverse}
    .tiles dt{color:var(--soft);font-size:.85rem}
    .tiles dd{margin:0;font-size:1.7rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
    .tiles .bad dd{color:var(--bad)}.tiles .news dd{color:var(--accent)}
    figure.map{margin:0 0 1.4rem;background:var(--card);border:1px solid var(--line);\
    border-radius:8px;padding:.8rem .9rem}
    figcaption{color:var(--soft);font-size:.9rem;margin-block-end:.5rem}
    .mapped{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.2rem;align-items:start}
    .mapped svg{width:100%;height:auto;border-radius:6px;display:block}
    .sea{fill:var(--sea)}.land{fill:var(--land);stroke:var(--border);stroke-width:1;stroke-linejoin:round}
    .map circle{fill:var(--medium);fill-opacity:.8;stroke:var(--card);stroke-width:2}
    .map circle.critical{fill:var(--critical)}.map circle.high{fill:var(--high)}\
    .map circle.low{fill:var(--low)}
    .map text{font-size:13px;fill:var(--ink);stroke:var(--land);stroke-width:3.5;paint-order:stroke;\
    stroke-linejoin:round}
    .map a:focus-visible circle{stroke:var(--ink)}
    .scale path{fill:none;stroke:var(--soft);stroke-width:1.5}.scale text{fill:var(--soft);stroke:none}
    .spots{margin:0;padding:0;list-style:none;font-size:.92rem}
    .spots li{padding-block:.22rem;border-block-end:1px solid var(--line)}
    .spots li:last-child{border:0}
    .spots .number{float:inline-end;color:var(--soft)}
    small{color:var(--soft)}
    ol.alerts{margin:0;padding:0;list-style:none;display:grid;gap:.8rem}
    .alert{background:var(--card);border:1px solid var(--line);\
    border-inline-start:4px solid var(--medium);border-radius:8px;padding:.8rem 1rem;overflow-wrap:anywhere}
    .alert.critical{border-inline-start-color:var(--critical)}
    .alert.high{border-inline-start-color:var(--high)}.alert.low{border-inline-start-color:var(--low)}
    li:target .alert{outline:2px solid var(--accent)}
    .alert p.line{margin:0;color:var(--soft);font-size:.88rem}
    .alert h3{margin:.3rem 0;font-size:1.12rem;line-height:1.5;font-weight:650}
    .alert h3 a{color:inherit;text-decoration:none}
    .rule{color:var(--ink);font-weight:600;margin-inline-end:.5rem}
    blockquote{margin:.3rem 0;color:var(--soft);line-height:1.65}
    mark{background:var(--mark);color:var(--ink);border-radius:3px;padding:.05em .12em}
    mark.place{background:var(--place)}
    .severity,.state,.change,.kind{display:inline-block;border-radius:99px;padding:0 .55em;\
    font-size:.8rem;line-height:1.5;border:1px solid currentcolor;font-weight:600;white-space:nowrap}
    .severity{color:var(--medium)}.severity.critical{color:var(--critical)}\
    .severity.high{color:var(--high)}.severity.low{color:var(--low)}
    .kind,.change,.state{color:var(--soft);font-weight:500}
    .state.ok{color:var(--good)}.state.failing{color:var(--bad);font-weight:700}\
    .state.silent{color:var(--medium)}
    .places{margin:.45rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem .45rem;\
    font-size:.88rem}
    .places li{background:var(--place);border-radius:5px;padding:.08rem .5rem}
    table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);\
    border-radius:8px;font-size:.94rem}
    th,td{text-align:start;vertical-align:top;padding:.5rem .75rem;border-block-end:1px solid var(--line)}
    thead th{color:var(--soft);font-size:.82rem;font-weight:600;white-space:nowrap}
    tbody th{font-weight:600;overflow-wrap:anywhere;width:42%}
    tbody tr:last-child>*{border-block-end:0}
    td{white-space:nowrap;font-variant-numeric:tabular-nums}
    .error{margin:.15rem 0 0;color:var(--bad);font-weight:400;font-size:.9rem}
    .note{margin:.1rem 0 0;color:var(--soft);font-weight:400;font-size:.85rem}
    code{font-size:.92em}
    .chart{height:1.25rem;width:auto;vertical-align:-.2rem;fill:var(--accent)}
    .today{color:var(--soft);font-size:.82rem}
    form{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-block-end:.8rem}
    label{color:var(--soft);font-size:.9rem}
    input,button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);\
    border-radius:6px;padding:.3rem .7rem;min-width:0}
    button{background:var(--accent);border-color:var(--accent);color:var(--paper);font-weight:600;\
    cursor:pointer}
    .pager{display:flex;gap:1rem;justify-content:center;padding-block:.9rem}
    .empty{color:var(--soft)}
    footer{color:var(--soft);font-size:.85rem;padding-block:2rem}
    @media (max-width:44rem){
    header,main,footer{padding-inline:.9rem}
    h1{font-size:1.35rem}
    .mapped{grid-template-columns:minmax(0,1fr)}
    .map text{font-size:19px}
    .tiles{grid-template-columns:1fr 1fr}
    table,tbody,tr,th,td{display:block;width:auto}
    thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    table{background:none;border:0}
    tbody tr{background:var(--card);border:1px solid var(--line);border-radius:8px;margin-block-end:.6rem;\
    padding:.55rem .8rem}
    th,td{border:0;padding:.1rem 0}
    tbody th{width:auto}
    td{display:flex;gap:.6rem;align-items:baseline;white-space:normal;font-size:.92rem}
    td::before{content:attr(data-label);color:var(--soft);flex:0 0 7.5rem}
    }

    """
}
