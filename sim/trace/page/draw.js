/* The picture: lanes, one below the other, for the view that is looked at. */
const canvas = document.getElementById("wave"), map = document.getElementById("map");
const GUTTER = 46, ROW = { notes: 20, bytes: 24, bits: 15, wire: 46, pull: 6, net: 20, marks: 36, axis: 22 };
const view = { u: 0, scale: 1, width: 1 }; /* u at the left; u a pixel */
let colour = {}, lanes = {}, here = -1;

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["bg", "panel", "text", "mute", "line", "grid", "addr", "data", "ack", "ackt", "nack", "bad", "cond",
    "wave", "gap", "hold", "holdt", "beyond", "note", "pick", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"])
    colour[name] = style.getPropertyValue("--" + name).trim();
}

const portColour = n => colour["p" + n % 8];
const px = t => GUTTER + (toU(t) - view.u) / view.scale;
const tickAt = x => toT(Math.min(Math.max(view.u + (x - GUTTER) * view.scale, 0), axis.length));

/* Where each lane begins. */
function place() {
  let y = 4;
  const take = (name, h) => { lanes[name] = y; y += h; };
  if (notes.length) take("notes", ROW.notes);
  take("bytes", ROW.bytes);
  take("bits", ROW.bits);
  for (const line of [SCL, SDA]) {
    take("wire" + line, ROW.wire);
    take("pulls" + line, data.ports.length * ROW.pull + 12);
  }
  nets.forEach((n, i) => take("net" + i, ROW.net));
  if (stretches.length || violations.length) take("marks", ROW.marks);
  take("axis", ROW.axis);
  lanes.end = y + 2;
}

function box(g, x0, x1, y, h, fill, text, ink) {
  const left = Math.max(x0, GUTTER - 4), right = Math.min(x1, view.width + 4);
  if (right <= left) return;
  g.fillStyle = fill;
  g.beginPath();
  if (right - left > 6 && g.roundRect) g.roundRect(left, y, right - left, h, 3); else g.rect(left, y, Math.max(right - left, 1), h);
  g.fill();
  if (text && g.measureText(text).width <= right - left + (text.length < 3 ? 6 : -2)) {
    g.fillStyle = ink || colour.text;
    g.textAlign = "center";
    g.fillText(text, (left + right) / 2, y + h / 2 + 4);
  }
}

function drawItem(g, m, it, y) {
  const x0 = px(it.from), x1 = px(it.eight), h = ROW.bytes - 4;
  if (it.kind == 2) { box(g, x0, px(it.to), y, h, colour.nack, "cut after " + it.value, colour.bad); return; }
  const text = it.kind ? hex(it.value) : words(m);
  box(g, x0, x1, y, h, it.kind ? colour.data : colour.addr, x1 - x0 > 44 && it.kind ? "0x" + text : text);
  if (it.ack < 2 && x1 - x0 > 10) {
    const a0 = px(it.ackAt), a1 = px(it.to), word = ackWord(it.ack);
    box(g, a0, a1, y, h, it.ack ? colour.ack : colour.nack, g.measureText(word).width < a1 - a0 - 2 ? word : word[0],
      it.ack ? colour.ackt : colour.bad);
  }
}

function drawMessages(g, t0, t1) {
  const y = lanes.bytes, h = ROW.bytes - 4;
  for (let i = lower(messages, t0, "to"); i < messages.length && messages[i].from <= t1; i++) {
    const m = messages[i], x0 = px(m.from), x1 = px(m.to), bad = m.bad;
    const each = (x1 - x0) / (m.items.length + 1);
    if (each > 13) {
      box(g, x0 - 6, x0 + 6, y, h, colour.cond, m.restart ? "Sr" : "S");
      for (const it of m.items) if (it.to >= t0 && it.from <= t1) drawItem(g, m, it, y);
      if (m.end == 1) box(g, x1 - 6, x1 + 6, y, h, colour.cond, "P");
    } else {
      /* too small to read: the message as one block, or many as a line */
      const text = words(m) + " " + bytesText(m);
      box(g, x0, Math.max(x1, x0 + 1), y, h, bad ? colour.nack : colour.addr,
        g.measureText(text).width < x1 - x0 - 2 ? text : g.measureText(words(m)).width < x1 - x0 - 2 ? words(m) : hex(m.addr),
        bad ? colour.bad : colour.text);
      if (x1 - x0 < .7) i = Math.max(i, lower(messages, tickAt(x0 + .7), "to") - 1);
    }
  }
}

/* Thousands of edges in a view are a band, column by column. */
function drawDense(g, wire, high, low) {
  g.fillStyle = colour.wave;
  let i = lower(wire.t, tickAt(GUTTER));
  for (let x = GUTTER; x < view.width; x++) {
    const next = lower(wire.t, tickAt(x + 1)), level = i ? wire.level[i - 1] : 1;
    if (next > i) { g.globalAlpha = .75; g.fillRect(x, high, 1, low - high + 1); g.globalAlpha = 1; }
    else g.fillRect(x, level ? high : low, 1, 1.5);
    i = next;
  }
}

function drawWire(g, line, t0, t1) {
  const wire = wires[line], high = lanes["wire" + line] + 5, low = high + ROW.wire - 14;
  const first = lower(wire.t, t0), end = lower(wire.t, t1);
  if (end - first > view.width) { drawDense(g, wire, high, low); return; }
  let level = first ? wire.level[first - 1] : 1;
  g.strokeStyle = colour.wave;
  g.lineWidth = 1.6;
  g.beginPath();
  g.moveTo(GUTTER, level ? high : low);
  for (let i = first; i < Math.min(end + 1, wire.t.length); i++) {
    const t = wire.t[i], slew = wire.slew[i], w = px(t) - px(t - slew);
    if (w < .7) {
      g.lineTo(px(t), level ? high : low);
      g.lineTo(px(t), wire.level[i] ? high : low);
    } else if (wire.level[i]) {
      /* the RC of which the time from 0.3 to 0.7 is known */
      const rc = slew / .8473, from = t - 1.204 * rc, next = wire.t[i + 1];
      const until = next === undefined ? Infinity : next - 1.75 * wire.slew[i + 1];
      g.lineTo(px(from), low);
      for (let k = 1; k <= 16 && from + k * rc / 4 < until; k++)
        g.lineTo(px(from + k * rc / 4), low - (1 - Math.exp(-k / 4)) * (low - high));
    } else {
      g.lineTo(px(t - 1.75 * slew), high);
      g.lineTo(px(t + .75 * slew), low);
    }
    level = wire.level[i];
  }
  g.lineTo(Math.min(px(data.end), view.width + 20), level ? high : low);
  g.stroke();
}

function drawPulls(g, line, t0, t1) {
  data.ports.forEach((port, n) => {
    const p = pulls[n][line], y = lanes["pulls" + line] + n * ROW.pull;
    let last = -9;
    g.fillStyle = portColour(n);
    for (let i = lower(p.to, t0); i < p.from.length && p.from[i] <= t1; i++) {
      const x0 = Math.max(px(p.from[i]), GUTTER), x1 = Math.min(px(p.to[i]), view.width);
      if (x1 - last < .5) continue;
      g.globalAlpha = p.drive[i] == 1 ? 1 : .35;
      g.fillRect(x0, y, Math.max(x1 - x0, 1), ROW.pull - 2);
      last = x1;
    }
    g.globalAlpha = 1;
  });
}

function drawBits(g, t0, t1) {
  if (data.bit / view.scale < 9) return;
  const c = wires[SCL], d = wires[SDA];
  g.fillStyle = colour.mute;
  g.textAlign = "center";
  for (let i = lower(messages, t0, "to"); i < messages.length && messages[i].from <= t1; i++)
    for (const it of messages[i].items)
      for (let k = lower(c.t, Math.max(it.from, t0)); k < c.t.length && c.t[k] < Math.min(it.eight, t1); k++) {
        if (!c.level[k]) continue;
        const n = lower(d.t, c.t[k] + 1e-9), fall = k + 1 < c.t.length ? c.t[k + 1] : c.t[k];
        g.fillText(n && !d.level[n - 1] ? "0" : "1", (px(c.t[k]) + px(fall)) / 2, lanes.bits + 9);
      }
}

function drawNet(g, n, t0, t1) {
  const net = nets[n], high = lanes["net" + n] + 3, low = high + ROW.net - 8;
  let i = Math.max(lower(net.t, t0) - 1, 0);
  g.strokeStyle = colour.wave;
  g.lineWidth = 1.4;
  g.beginPath();
  g.moveTo(GUTTER, net.level[i] ? high : low);
  for (i++; i < net.t.length && net.t[i] <= t1; i++) {
    g.lineTo(px(net.t[i]), net.level[i - 1] ? high : low);
    g.lineTo(px(net.t[i]), net.level[i] ? high : low);
  }
  g.lineTo(view.width, net.level[i - 1] ? high : low);
  g.stroke();
}

/* Bands over the wires, and their texts where those have room. */
function drawMarks(g, list, fill, ink, row, t0, t1) {
  let free = -9, last = -9;
  g.textAlign = "left";
  for (let i = lower(list, t0, "to"); i < list.length && list[i].from <= t1; i++) {
    const m = list[i], x0 = Math.max(px(m.from), GUTTER), x1 = Math.max(Math.min(px(m.to), view.width), x0 + 1);
    if (x1 - last < 1) { i = Math.max(i, lower(list, tickAt(last + 1), "to") - 1); continue; }
    last = x1;
    g.fillStyle = fill;
    g.fillRect(x0, lanes.bits, x1 - x0, lanes.marks - lanes.bits);
    const width = g.measureText(m.text).width;
    const at = Math.max(Math.min((x0 + x1 - width) / 2, view.width - width - 4), GUTTER);
    if (at < free) continue;
    g.fillStyle = ink;
    g.fillText(m.text, at, lanes.marks + 12 + row * 16);
    free = at + width + 10;
  }
}

function drawNotes(g, t0, t1) {
  let free = -9, last = -9;
  g.textAlign = "left";
  for (let i = lower(notes, t0, "t"); i < notes.length && notes[i].t <= t1; i++) {
    const x = px(notes[i].t), width = g.measureText(notes[i].text).width;
    if (x - last < 1) continue;
    last = x;
    g.fillStyle = colour.note;
    g.fillRect(x - .5, lanes.notes + 4, 1, lanes.axis - lanes.notes - 4);
    if (x < free) continue;
    g.fillText(notes[i].text, x + 4, lanes.notes + 12);
    free = x + width + 14;
  }
}

function drawAxis(g) {
  const unit = data.num ? data.num / data.den * 1e9 : 1; /* ns a tick */
  let step = 1;
  while (step / unit / view.scale < 90) step *= step.toString()[0] == "2" ? 2.5 : 2;
  g.textAlign = "center";
  for (const p of axis.pieces) {
    const x0 = GUTTER + (p.u - view.u) / view.scale, x1 = GUTTER + (p.u1 - view.u) / view.scale;
    if (x1 < GUTTER || x0 > view.width) continue;
    if (p.gap) {
      const left = Math.max(x0, GUTTER), right = Math.min(x1, view.width);
      g.fillStyle = colour.gap;
      g.fillRect(left, lanes.bytes, right - left, lanes.axis - lanes.bytes);
      g.fillStyle = colour.mute;
      const text = length(p.t1 - p.t);
      if (g.measureText(text).width < right - left + 16 && left > GUTTER) g.fillText(text, (left + right) / 2, lanes.axis + 15);
      continue;
    }
    const from = Math.max(p.t, tickAt(GUTTER)) * unit, to = Math.min(p.t1, tickAt(view.width)) * unit;
    for (let ns = Math.ceil(from / step) * step; ns <= to; ns += step) {
      const x = px(ns / unit), text = scaleText(ns, step), half = g.measureText(text).width / 2;
      g.fillStyle = colour.grid;
      g.fillRect(Math.round(x), lanes.bits, 1, lanes.axis - lanes.bits);
      g.fillStyle = colour.mute;
      if (x - half > Math.max(x0 - 8, GUTTER) && x + half < Math.min(x1 + 8, view.width)) g.fillText(text, x, lanes.axis + 15);
    }
  }
  g.fillStyle = colour.line;
  g.fillRect(GUTTER, lanes.axis, view.width - GUTTER, 1);
}

function scaleText(ns, step) {
  if (!data.num) return String(Math.round(ns));
  const [unit, name] = step >= 1e9 ? [1e9, "s"] : step >= 1e6 ? [1e6, "ms"] : step >= 1e3 ? [1e3, "us"] : [1, "ns"];
  return String(Math.round(ns / unit)).replace(/\B(?=(\d{3})+$)/g, "\u202f") + " " + name;
}

function fit(c, height) {
  const ratio = window.devicePixelRatio || 1, width = c.clientWidth;
  if (height) c.style.height = height + "px";
  const w = Math.round(width * ratio), h = Math.round(c.clientHeight * ratio);
  if (c.width != w || c.height != h) { c.width = w; c.height = h; }
  const g = c.getContext("2d");
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.font = "12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
  return g;
}

function drawLabels(g) {
  g.fillStyle = colour.bg;
  g.fillRect(0, 0, GUTTER - 1, lanes.end);
  g.textAlign = "left";
  g.fillStyle = colour.text;
  g.font = "600 13px system-ui, sans-serif";
  g.fillText("SCL", 10, lanes.wire0 + 26);
  g.fillText("SDA", 10, lanes.wire1 + 26);
  g.font = "11px system-ui, sans-serif";
  nets.forEach((n, i) => g.fillText(n.name, 4, lanes["net" + i] + 13, GUTTER - 6));
}

function draw() {
  const g = fit(canvas, lanes.end);
  view.width = canvas.clientWidth;
  const t0 = tickAt(GUTTER), t1 = tickAt(view.width);
  g.fillStyle = colour.bg;
  g.fillRect(0, 0, view.width, lanes.end);
  drawAxis(g);
  if (lanes.marks) {
    drawMarks(g, stretches, colour.hold, colour.holdt, 0, t0, t1);
    drawMarks(g, violations, colour.beyond, colour.bad, 1, t0, t1);
  }
  if (here >= 0) {
    const m = messages[here], x0 = Math.max(px(m.from), GUTTER), x1 = Math.min(px(m.to), view.width);
    g.fillStyle = colour.pick;
    if (x1 > x0) g.fillRect(x0 - 8, lanes.bytes - 2, x1 - x0 + 16, lanes.axis - lanes.bytes + 2);
  }
  drawMessages(g, t0, t1);
  drawBits(g, t0, t1);
  for (const line of [SCL, SDA]) { drawWire(g, line, t0, t1); drawPulls(g, line, t0, t1); }
  nets.forEach((n, i) => drawNet(g, i, t0, t1));
  if (notes.length) drawNotes(g, t0, t1);
  drawLabels(g);
  drawMap();
}

/* The whole, however long, in a strip; painted once for each size, look and
 * folding. */
const strip = document.createElement("canvas");

function paintStrip(w, h) {
  const key = [w, h, axis.folded, colour.bg, window.devicePixelRatio].join();
  if (strip.key == key) return;
  strip.key = key;
  strip.width = map.width;
  strip.height = map.height;
  const g = strip.getContext("2d");
  g.scale(map.width / w, map.height / h);
  g.fillStyle = colour.panel;
  g.fillRect(0, 0, w, h);
  const x = t => toU(t) / axis.length * w;
  let last = -2;
  for (const m of messages) {
    const x0 = x(m.from), x1 = Math.max(x(m.to), x0 + 1), bad = m.bad;
    if (!bad && x1 - last < .6) continue;
    g.fillStyle = bad ? colour.bad : colour.p0;
    g.globalAlpha = bad ? .9 : .55;
    g.fillRect(x0, bad ? 4 : 9, Math.max(x1 - x0, 1), bad ? h - 8 : h - 18);
    last = x1;
  }
}

function drawMap() {
  const g = fit(map), w = map.clientWidth, h = map.clientHeight;
  paintStrip(w, h);
  g.drawImage(strip, 0, 0, w, h);
  const v0 = view.u / axis.length * w, v1 = (view.u + (view.width - GUTTER) * view.scale) / axis.length * w;
  g.strokeStyle = colour.text;
  g.lineWidth = 1.5;
  g.strokeRect(Math.min(Math.max(v0, 1), w - 4), 1, Math.max(Math.min(v1, w - 1) - Math.max(v0, 1), 3), h - 2);
}
