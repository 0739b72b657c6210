// The timeline: when each stage of each node's last boot was over, as bars and as a table.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
// Boots that begin within that time of each other belong to one forming.
const WAVE_MILLIS = 120000;
const BARS = 24;
const ROW = 38;

// Which colour a stage has, and what the legend calls it.
const GROUPS = [
  ["enrolled", "let in", ["enrolled"]],
  ["files", "files and data", ["place-files", "stop-control-plane", "wipe-older", "fetch-snapshot",
    "restore-data", "mark-epoch", "inspect-data", "export-data"]],
  ["etcd", "etcd", ["place-etcd", "await-etcd"]],
  ["api", "API server", ["place-api", "await-api"]],
  ["controllers", "controllers", ["place-controllers"]],
  ["kubelet", "kubelet", ["start-kubelet", "restart-kubelet"]],
  ["ready", "Ready", ["ready"]],
  ["other", "other", []],
];

function groupOf(stage) {
  const found = GROUPS.find(([, , stages]) => stages.includes(stage));
  return found ? found[0] : "other";
}

function seconds(millis) {
  return (millis / 1000).toFixed(millis < 9950 ? 2 : 1) + " s";
}

/** Rows of the service to boots: [{node, start, end, stages: [{stage, from, to}]}]. */
function boots(rows) {
  const byNode = new Map();
  for (const row of rows) {
    if (!byNode.has(row.node)) byNode.set(row.node, []);
    byNode.get(row.node).push(row);
  }
  return [...byNode].map(([node, own]) => {
    // A report says how long after the agent's start a stage ended; the service knows only when
    // the report came in. The quickest report tells best when the agent started.
    const starts = own.filter((row) => row.after > 0).map((row) => row.at - row.after);
    const start = Math.min(...(starts.length ? starts : own.map((row) => row.at)));
    const ends = own
      .map((row) => ({stage: row.stage, to: row.after > 0 ? start + row.after : row.at}))
      .sort((a, b) => a.to - b.to);
    let from = start;
    const stages = ends.map(({stage, to}) => {
      const span = {stage, from: Math.min(from, to), to};
      from = Math.max(from, to);
      return span;
    });
    return {node, start, end: from, stages};
  });
}

/** The newest boots that began together first. */
function waves(all) {
  const sorted = [...all].sort((a, b) => a.start - b.start);
  const found = [];
  for (const boot of sorted) {
    const last = found.at(-1);
    if (last && boot.start - last.at(-1).start <= WAVE_MILLIS) last.push(boot);
    else found.push([boot]);
  }
  return found.reverse();
}

function svg(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function step(span) {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
}

function chart(wave) {
  const zero = Math.min(...wave.map((boot) => boot.start));
  const span = Math.max(...wave.map((boot) => boot.end)) - zero || 1;
  const shown = wave.length > BARS
    ? [...wave].sort((a, b) => b.end - a.end).slice(0, BARS) : wave;
  shown.sort((a, b) => a.node.localeCompare(b.node, "en", {numeric: true}));
  const height = shown.length * ROW + 20;
  const percent = (at) => ((at - zero) / span * 100).toFixed(3) + "%";
  const slowest = wave.reduce((a, b) => a.end > b.end ? a : b);
  const drawn = svg("svg", {class: "chart", height, role: "img",
    "aria-label": `${wave.length} nodes; the last, ${slowest.node}, after ${seconds(span)}`});
  const ticks = step(span);
  for (let at = 0; at < span; at += ticks) {
    const x = percent(zero + at);
    drawn.append(svg("line", {x1: x, x2: x, y1: 0, y2: height - 18}));
    if (at < span * 0.92) {
      drawn.append(svg("text", {x, dx: at ? -4 : 0, y: height - 4, class: "tick"},
        at / 1000 + " s"));
    }
  }
  shown.forEach((boot, index) => {
    const top = index * ROW;
    drawn.append(svg("text", {x: 0, y: top + 14}, boot.node));
    drawn.append(svg("text", {x: "100%", y: top + 14, "text-anchor": "end"},
      seconds(boot.end - zero)));
    for (const {stage, from, to} of boot.stages) {
      const bar = svg("rect", {x: percent(from), y: top + 19, height: 12,
        width: Math.max((to - from) / span * 100, 0.15).toFixed(3) + "%",
        class: "bar-" + groupOf(stage)});
      bar.append(svg("title", {}, `${boot.node}: ${stage}, ${seconds(from - zero)} to ${seconds(to - zero)}`));
      drawn.append(bar);
    }
  });
  return {drawn, left: wave.length - shown.length};
}

function legend(wave) {
  const used = new Set(wave.flatMap((boot) => boot.stages.map(({stage}) => groupOf(stage))));
  const list = document.createElement("ul");
  list.className = "legend";
  for (const [group, words] of GROUPS.filter(([group]) => used.has(group))) {
    const item = document.createElement("li");
    const patch = svg("svg", {"aria-hidden": "true"});
    patch.append(svg("rect", {width: "100%", height: "100%", rx: 2, class: "bar-" + group}));
    item.append(patch, words);
    list.append(item);
  }
  return list;
}

function stageTable(wave) {
  const zero = Math.min(...wave.map((boot) => boot.start));
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const words of ["Node", "Stage", "Over after"]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = words;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const boot of wave) {
    for (const {stage, to} of boot.stages) {
      const row = body.insertRow();
      for (const words of [boot.node, stage, seconds(to - zero)]) row.insertCell().textContent = words;
    }
  }
  return table;
}

/** Draws the timeline of these rows into the element. */
function drawTimeline(element, rows) {
  const open = element.querySelector("details")?.open;
  const parts = [];
  waves(boots(rows)).forEach((wave, index) => {
    const began = new Date(Math.min(...wave.map((boot) => boot.start)));
    const caption = document.createElement("p");
    caption.className = "quiet";
    const {drawn, left} = chart(wave);
    const count = wave.length === 1 ? wave[0].node : wave.length + " nodes";
    caption.textContent = `${index ? "Before: " : ""}${count}, began ${began.toLocaleString()}`
      + (left > 0 ? `; the ${BARS} slowest are shown` : "");
    parts.push(caption);
    if (index === 0) parts.push(legend(wave));
    parts.push(drawn);
    if (index === 0) {
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = "The same as a table";
      details.append(summary, stageTable(wave));
      details.open = Boolean(open);
      parts.push(details);
    }
  });
  element.replaceChildren(...parts.slice(0, 16));
}
