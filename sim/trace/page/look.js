/* Looking around: zoom, drag, keys, fingers, the list, what lies under the pointer. */
const $ = id => document.getElementById(id);
const list = $("list"), rows = $("rows"), tip = $("tip"), ROW_HEIGHT = 26;
let shown = messages, asked = false;

function later() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; draw(); });
}

const room = () => Math.max((canvas.clientWidth || 800) - GUTTER, 50);

function clampView() {
  const most = axis.length / room() * 1.05;
  view.scale = Math.min(Math.max(view.scale, data.bit / 4000), most);
  view.u = Math.min(Math.max(view.u, -20 * view.scale), Math.max(axis.length - room() * view.scale + 20 * view.scale, 0));
}

function zoom(factor, x) {
  const u = view.u + (x - GUTTER) * view.scale;
  view.scale *= factor;
  clampView();
  view.u = u - (x - GUTTER) * view.scale;
  clampView();
  later();
}

function pan(pixels) {
  view.u += pixels * view.scale;
  clampView();
  later();
}

/* From tick to tick. */
function show(t0, t1) {
  const u0 = toU(Math.max(t0, 0)), u1 = toU(Math.min(t1, Math.max(data.end, 1)));
  view.scale = Math.max(u1 - u0, 1e-6) / room();
  view.u = u0;
  clampView();
  later();
}

const all = () => show(0, Math.max(data.end, 1));

function pick(n) {
  if (!messages[n]) return;
  here = n;
  const m = messages[n], around = Math.max(data.bit * 3, (m.to - m.from) * .06);
  const most = data.bit * Math.max(room() / 12, 30); /* so much can be read */
  show(m.from - around, Math.min(m.to + around, m.from - around + most));
  const at = shown.indexOf(m);
  if (at >= 0) {
    const y = at * ROW_HEIGHT;
    if (y < list.scrollTop || y > list.scrollTop + list.clientHeight - ROW_HEIGHT) list.scrollTop = y - list.clientHeight / 2;
  }
  fill();
}

function step(by, odd) {
  let n = here;
  if (n < 0) n = lower(messages, tickAt(GUTTER), "from") - (by > 0 ? 1 : 0);
  for (n += by; messages[n] && odd && !messages[n].bad; n += by);
  if (messages[n]) pick(n);
}

/* --- The list: as many rows as are seen ----------------------------------- */

function cell(row, name, text, bad) {
  const e = document.createElement("span");
  e.className = name + (bad ? " bad" : "");
  e.textContent = text;
  row.append(e);
}

function fill() {
  const first = Math.max(Math.floor(list.scrollTop / ROW_HEIGHT) - 4, 0);
  const end = Math.min(first + Math.ceil(list.clientHeight / ROW_HEIGHT) + 9, shown.length);
  rows.style.height = shown.length * ROW_HEIGHT + "px";
  list.setAttribute("aria-rowcount", shown.length);
  rows.replaceChildren();
  for (let i = first; i < end; i++) {
    const m = shown[i], row = document.createElement("div");
    row.className = "row" + (m.n == here ? " here" : "");
    row.setAttribute("role", "row");
    row.style.top = i * ROW_HEIGHT + "px";
    row.dataset.n = m.n;
    cell(row, "n", m.n);
    cell(row, "t", length(m.from));
    cell(row, "a", (m.restart ? "Sr " : "S  ") + words(m));
    if (m.bad) cell(row, "b", m.bad, true);
    cell(row, "d", bytesText(m));
    if (m.device) cell(row, "m", meaning(m));
    rows.append(row);
  }
  $("none").hidden = shown.length > 0;
}

/* --- Finding ---------------------------------------------------------------- */

/* "1.5ms" as ticks, or NaN. */
function asTime(text) {
  const m = /^(\d+(?:\.\d+)?)\s*(ns|us|ms|s)$/.exec(text);
  if (!m || !data.num) return NaN;
  return m[1] * { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }[m[2]] / 1e9 * data.den / data.num;
}

const textOf = m => m.text || (m.text = [words(m), hex(m.addr) + (m.read ? " r" : " w"), bytesText(m), m.bad, meaning(m),
  m.restart ? "restart" : ""].join(" | ").toLowerCase());

function find(text) {
  const wanted = text.trim().toLowerCase(), t = asTime(wanted);
  if (t >= 0) {
    shown = messages;
    show(t - data.bit * 10, t + data.bit * 30);
  } else {
    shown = wanted ? messages.filter(m => textOf(m).includes(wanted)) : messages;
    list.scrollTop = 0;
  }
  fill();
  return shown.length;
}

/* --- Under the pointer ------------------------------------------------------- */

function levelAt(line, t) {
  const n = lower(wires[line].t, t + 1e-9);
  return n ? wires[line].level[n - 1] : 1;
}

function whoAt(line, t) {
  return data.ports.filter((p, n) => {
    const q = pulls[n][line], i = lower(q.to, t + 1e-9);
    return i < q.from.length && q.from[i] <= t;
  }).map(p => p.name);
}

function describe(t) {
  const out = [length(Math.round(t))];
  for (const line of [SCL, SDA]) {
    const who = whoAt(line, t);
    out.push((line ? "SDA " : "SCL ") + (levelAt(line, t) ? "high" : "low") + (who.length ? ", pulled by " + who.join(" and ") : ""));
  }
  const m = messages[lower(messages, t, "to")];
  if (m && m.from <= t) {
    const it = m.items.find(i => i.from <= t && t <= i.to);
    out.push("message " + m.n + ": " + words(m) + (m.device ? " " + m.device : "") + (it && it.kind == 1 ? ", byte " + m.items.filter(i => i.kind == 1).indexOf(it) +
      " is 0x" + hex(it.value) + " = " + it.value + (it.means ? " (" + it.means + ")" : "") : "") + (it && it.kind < 2 ? ", " + ackWord(it.ack) : ""));
    if (m.bad) out.push(m.bad);
  }
  for (const s of stretches.slice(lower(stretches, t, "to")).slice(0, 1)) if (s.from <= t) out.push(s.text);
  for (const v of violations) if (v.from <= t && t <= v.to) out.push(v.text);
  const near = notes[lower(notes, t - 4 * view.scale, "t")];
  if (near && Math.abs(px(near.t) - px(t)) < 5) out.push(near.text);
  return out.join("\n");
}

function hover(x, y) {
  tip.textContent = describe(tickAt(x));
  tip.style.display = "block";
  tip.style.left = Math.max(Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 6), 4) + "px";
  tip.style.top = Math.max(Math.min(y + 14, lanes.end - tip.offsetHeight - 4), 2) + "px";
}

/* --- Hands ------------------------------------------------------------------- */

const fingers = new Map();
let apart = 0;

canvas.addEventListener("pointerdown", e => {
  canvas.setPointerCapture(e.pointerId);
  fingers.set(e.pointerId, e.offsetX);
  apart = 0;
  tip.style.display = "none";
});
canvas.addEventListener("pointermove", e => {
  if (!fingers.has(e.pointerId)) { hover(e.offsetX, e.offsetY); return; }
  const before = fingers.get(e.pointerId);
  fingers.set(e.pointerId, e.offsetX);
  if (fingers.size == 1) { pan(before - e.offsetX); return; }
  const [a, b] = [...fingers.values()], now = Math.max(Math.abs(a - b), 10);
  if (apart) zoom(apart / now, (a + b) / 2);
  apart = now;
});
for (const kind of ["pointerup", "pointercancel"])
  canvas.addEventListener(kind, e => { fingers.delete(e.pointerId); apart = 0; if (e.pointerType == "touch") hover(e.offsetX, e.offsetY); });
canvas.addEventListener("pointerleave", () => { tip.style.display = "none"; });
canvas.addEventListener("dblclick", e => {
  const n = lower(messages, tickAt(e.offsetX), "to");
  if (messages[n]) pick(n);
});
canvas.addEventListener("wheel", e => {
  e.preventDefault();
  if (Math.abs(e.deltaX) > Math.abs(e.deltaY)) pan(e.deltaX);
  else if (e.shiftKey) pan(e.deltaY);
  else zoom(Math.exp(Math.max(Math.min(e.deltaY, 200), -200) / 400), e.offsetX);
}, { passive: false });

function mapTo(e) {
  view.u = e.offsetX / map.clientWidth * axis.length - room() * view.scale / 2;
  clampView();
  later();
}
map.addEventListener("pointerdown", e => { map.setPointerCapture(e.pointerId); mapTo(e); });
map.addEventListener("pointermove", e => { if (e.buttons) mapTo(e); });

function foldPauses() {
  const t0 = tickAt(GUTTER), t1 = tickAt(view.width);
  fold(!axis.folded);
  $("fold").setAttribute("aria-pressed", axis.folded);
  show(t0, t1);
}

const keys = {
  "ArrowLeft": () => pan(-room() / 6), "ArrowRight": () => pan(room() / 6), "PageUp": () => pan(-room()), "PageDown": () => pan(room()),
  "+": () => zoom(.7, GUTTER + room() / 2), "=": () => zoom(.7, GUTTER + room() / 2), "-": () => zoom(1 / .7, GUTTER + room() / 2),
  "0": all, "Home": () => pan(-Infinity), "End": () => { view.u = axis.length; clampView(); later(); },
  "n": () => step(1), "p": () => step(-1), "e": () => step(1, true), "E": () => step(-1, true), "f": foldPauses, "/": () => $("find").focus(),
};
document.addEventListener("keydown", e => {
  if (e.target.id == "find") {
    if (e.key == "Enter" && shown.length) pick(shown[(shown.indexOf(messages[here]) + 1) % shown.length].n);
    if (e.key == "Escape") { e.target.value = ""; find(""); canvas.focus(); }
    return;
  }
  if (!keys[e.key] || e.ctrlKey || e.metaKey || e.altKey || document.activeElement == list && /Page|Home|End/.test(e.key)) return;
  e.preventDefault();
  keys[e.key]();
});
for (const [id, run] of [["in", keys["+"]], ["out", keys["-"]], ["all", all], ["prev", keys.p], ["next", keys.n], ["odd", keys.e], ["fold", foldPauses]])
  $(id).addEventListener("click", run);
$("find").addEventListener("input", e => find(e.target.value));
list.addEventListener("scroll", () => fill());
rows.addEventListener("click", e => { const row = e.target.closest(".row"); if (row) pick(+row.dataset.n); });
window.addEventListener("resize", () => { clampView(); later(); fill(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); later(); });

/* --- The beginning ------------------------------------------------------------ */

function legend() {
  const add = (fill, text) => {
    const e = document.createElement("span"), i = document.createElement("i");
    i.style.background = fill;
    e.append(i, text);
    $("legend").append(e);
  };
  data.ports.forEach((p, n) => add("var(--p" + n % 8 + ")", p.name + " pulls"));
  if (stretches.length) add("var(--hold)", "clock stretching");
  if (violations.length) add("var(--beyond)", "beyond a limit");
}

document.title = $("title").textContent = data.title;
$("facts").textContent = data.facts;
for (const m of messages) m.bad = trouble(m);
$("odd").hidden = !messages.some(m => m.bad);
legend();
readColours();
place();
fold(messages.length > 0 && wires[SCL].t.length * data.bit < data.end);
$("fold").setAttribute("aria-pressed", axis.folded);
if (messages.length) show(messages[0].from - data.bit * 3, Math.min(messages[messages.length - 1].to + data.bit * 3, messages[0].from + data.bit * room() / 16));
else all();
fill();
draw();
/* For tests, and for whoever wants more. */
window.twowire = { data, messages, wires, view, axis, show, pick, step, find, describe, fold: foldPauses, px, tickAt, draw };
document.documentElement.dataset.ready = messages.length;
