// Shows what the service sends. Every word of it is set as text, never as markup: names and
// messages come from machines that may be hostile.
"use strict";

const at = (id) => document.getElementById(id);
// By how much the manager's clock is ahead of this one.
let ahead = 0;
let stages = "";

function element(name, words, className) {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

function bytes(count) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let left = count;
  for (; left >= 1024 && unit < units.length - 1; unit++) left /= 1024;
  return (unit === 0 || left >= 100 ? left.toFixed(0) : left.toFixed(1)) + " " + units[unit];
}

function ago(since) {
  if (!since) return "–";
  const span = Math.max(0, Math.floor((Date.now() + ahead - since) / 1000));
  if (span < 120) return span + " s";
  if (span < 7200) return Math.floor(span / 60) + " min";
  if (span < 172800) return Math.floor(span / 3600) + " h";
  return Math.floor(span / 86400) + " days";
}

function put(id, words) {
  if (at(id).textContent !== words) at(id).textContent = words;
}

/** Changes only rows whose content changed, so that a reader's place and selection stay. */
function rows(id, items, key, cells, none) {
  const body = at(id);
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  const wanted = items.map((item) => {
    const content = JSON.stringify(item);
    let row = known.get(key(item));
    if (!row || row.dataset.content !== content) {
      row = row || document.createElement("tr");
      row.setAttribute("role", "row");
      row.dataset.key = key(item);
      row.dataset.content = content;
      row.replaceChildren(...cells(item));
    }
    return row;
  });
  if (!wanted.length && none) {
    const row = document.createElement("tr");
    const cell = element("td", none, "quiet");
    cell.colSpan = 9;
    row.append(cell);
    wanted.push(row);
  }
  if (wanted.length !== body.rows.length || wanted.some((row, i) => row !== body.rows[i])) {
    body.replaceChildren(...wanted);
  }
}

function cell(column, ...content) {
  const made = document.createElement("td");
  made.dataset.column = column;
  made.setAttribute("role", "cell");
  made.append(...content);
  return made;
}

function heading(words) {
  const made = element("th", words);
  made.scope = "row";
  made.setAttribute("role", "rowheader");
  return made;
}

function tone(node) {
  if (node.condition === "failing") return "bad";
  if (node.condition === "absent") return node.since ? "bad" : "";
  return node.condition === "settled" && node.kubernetesReady ? "good" : "busy";
}

function nodeCells(node) {
  const doing = cell("doing", node.doing + (node.attempt > 1 ? `, attempt ${node.attempt}` : ""));
  if (node.why) doing.append(element("span", node.why, "why"));
  const since = cell("since", ago(node.since));
  since.className = "number";
  if (node.since) since.dataset.since = node.since;
  return [
    heading(node.name),
    cell("role", node.role),
    cell("kubernetes", element("span", node.kubernetesReady ? "Ready" : "NotReady",
      "badge " + (node.kubernetesReady ? "good" : tone(node)))),
    doing,
    since,
  ];
}

function memberCells(member) {
  return [
    heading(member.name || "not started yet"),
    cell("standing", member.leader ? "leader" : member.learner ? "learner" : "voter"),
    cell("answers", element("span", member.healthy ? "yes" : "no",
      "badge " + (member.healthy ? "good" : "bad"))),
  ];
}

function list(id, words) {
  at(id + "-card").hidden = words.length === 0;
  const shown = JSON.stringify(words);
  if (at(id).dataset.content !== shown) {
    at(id).dataset.content = shown;
    at(id).replaceChildren(...words.map((text) => element("li", text)));
  }
}

function number(words) {
  const made = cell("size", words);
  made.className = "number";
  return made;
}

function show(page) {
  const status = page.status;
  ahead = page.now - Date.now();
  const ready = status.nodes.filter((node) => node.kubernetesReady).length;
  const healthy = status.members.filter((member) => member.healthy).length;
  document.title = `${status.cluster}: ${status.phase}`;
  put("name", status.cluster);
  put("headline", status.ready
    ? `${status.cluster} is ready: all ${status.nodes.length} nodes are at work.`
    : `${status.cluster} is ${status.phase}: ${ready} of ${status.nodes.length} nodes are Ready.`);
  put("story", status.story);
  put("phase", status.phase);
  put("ready", `${ready} of ${status.nodes.length}`);
  put("etcd", status.members.length ? `${healthy} of ${status.members.length}` : "–");
  put("epoch", status.epoch ? String(status.epoch) : "none yet");
  put("vip", status.vip || "nobody");
  list("alarms", status.alarms);
  list("waiting", status.waiting);
  rows("nodes", status.nodes, (node) => node.name, nodeCells);
  rows("members", status.members, (member) => member.id, memberCells, "etcd has not answered yet.");
  rows("snapshots", [...status.snapshots].reverse().slice(0, 10), (snapshot) => snapshot.id,
    (snapshot) => [heading(String(snapshot.epoch)), number(String(snapshot.revision)),
      number(bytes(snapshot.bytes))], "There is none yet.");
  rows("stock", page.stock, (item) => item.kind + item.name,
    (item) => [heading(item.kind), cell("name", item.name), number(bytes(item.bytes))],
    "None lies on this manager.");
  const drawn = JSON.stringify(page.timeline);
  if (drawn !== stages) {
    stages = drawn;
    at("timeline-none").hidden = page.timeline.length > 0;
    drawTimeline(at("timeline"), page.timeline);
  }
  clusters(page.clusters, status.cluster);
  at("main").hidden = false;
}

function clusters(names, present) {
  const shown = JSON.stringify([names, present]);
  if (at("clusters").dataset.content === shown) return;
  at("clusters").dataset.content = shown;
  at("clusters").hidden = names.length < 2;
  at("clusters").replaceChildren(...names.map((name) => {
    const link = element("a", name);
    link.href = "?cluster=" + encodeURIComponent(name);
    if (name === present) link.setAttribute("aria-current", "page");
    return link;
  }));
}

function link(words, state) {
  put("link", words);
  at("link").className = "link " + state;
}

function listen() {
  const events = new EventSource("/events" + location.search);
  events.onmessage = (event) => {
    show(JSON.parse(event.data));
    link("live", "live");
  };
  events.addEventListener("beat", () => link("live", "live"));
  events.onerror = () => {
    link("the service does not answer; trying again", "lost");
    if (events.readyState === EventSource.CLOSED) setTimeout(start, 3000);
  };
}

/** The token comes behind the #, is traded for a cookie, and leaves the address bar. */
async function start() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  const headers = token ? {Authorization: "Bearer " + token} : {};
  let answer;
  try {
    answer = await fetch("/session", {headers, cache: "no-store"});
  } catch {
    link("the service does not answer; trying again", "lost");
    setTimeout(start, 3000);
    return;
  }
  at("locked").hidden = answer.ok;
  if (answer.ok) {
    if (token) history.replaceState(null, "", location.pathname + location.search);
    listen();
  } else if (answer.status === 401) {
    link("not let in", "lost");
  } else {
    setTimeout(start, 3000);
  }
}

setInterval(() => {
  for (const shown of document.querySelectorAll("[data-since]")) {
    const words = ago(Number(shown.dataset.since));
    if (shown.textContent !== words) shown.textContent = words;
  }
}, 1000);
addEventListener("hashchange", start);
start();
