/* What the page is about: the streams of numbers back to arrays. */
const data = JSON.parse(document.getElementById("data").textContent);
const SCL = 0, SDA = 1;

/* Numbers of seven bits a byte, the lowest first, as base64. */
function reader(text) {
  const s = atob(text);
  let at = 0;
  return {
    get more() { return at < s.length; },
    next() {
      let v = 0, unit = 1, c;
      do {
        c = s.charCodeAt(at++);
        v += (c & 127) * unit;
        unit *= 128;
      } while (c & 128);
      return v;
    },
  };
}

/* Per wire: instants, levels from then on, slews. */
function readEdges() {
  const r = reader(data.edges), wires = [0, 1].map(() => ({ t: [], level: [], slew: [] }));
  const slew = [[0, 0], [0, 0]];
  let t = 0;
  while (r.more) {
    const v = r.next(), low = v % 8;
    const wire = wires[low >> 2], level = low >> 1 & 1;
    t += Math.floor(v / 8);
    if (low & 1) slew[low >> 2][level] = r.next();
    wire.t.push(t);
    wire.level.push(level);
    wire.slew.push(slew[low >> 2][level]);
  }
  for (const w of wires) w.t = Float64Array.from(w.t);
  return wires;
}

/* By port and wire: from, to, drive. */
function readPulls() {
  const r = reader(data.pulls), all = data.ports.map(() => [0, 1].map(() => ({ from: [], to: [], drive: [] })));
  let t = 0;
  while (r.more) {
    t += r.next();
    const length = r.next(), code = r.next(), pull = all[Math.floor(code / 8)][code >> 2 & 1];
    pull.from.push(t);
    pull.to.push(t + length);
    pull.drive.push(code & 3);
  }
  return all;
}

function readMessages() {
  const r = reader(data.messages), all = [];
  let t = 0;
  while (r.more) {
    t += r.next();
    const m = { n: all.length, from: t, to: t + r.next() }, flags = r.next();
    m.restart = !!(flags & 1); m.addressed = !!(flags & 2); m.read = !!(flags & 4);
    m.refused = !!(flags & 8); m.cut = !!(flags & 16); m.ack = flags >> 5 & 3; m.end = flags >> 7 & 3;
    m.addr = r.next();
    m.items = [];
    let at = t;
    for (let n = r.next(); n; n--) {
      const head = r.next(), it = { kind: head & 3, ack: head >> 2, value: r.next() };
      it.from = at + r.next(); it.eight = it.from + r.next(); it.ackAt = it.eight + r.next(); it.to = it.ackAt + r.next();
      at = it.to;
      m.items.push(it);
    }
    const means = data.means[m.n];
    m.device = means ? means[0] : "";
    m.items.filter(i => i.kind == 1).forEach((it, n) => { it.means = means && means[n + 1] || ""; });
    all.push(m);
  }
  return all;
}

function readNets() {
  const r = reader(data.net_edges), all = data.nets.map(n => ({ name: n.name, t: [0], level: [n.rest] }));
  let t = 0;
  while (r.more) {
    t += r.next();
    const code = r.next(), net = all[code >> 1];
    net.t.push(t);
    net.level.push(code & 1);
  }
  return all;
}

const wires = readEdges(), pulls = readPulls(), messages = readMessages(), nets = readNets();
const stretches = data.stretches.map(s => ({ from: s[0], to: s[0] + s[1], text: data.ports[s[2]].name + " stretches " + length(s[1]) }));
const violations = data.violations.map(v => ({ from: v[0], to: v[0] + v[1], text: v[2] }));
const notes = data.notes.map(n => ({ t: n[0], text: n[1] }));

/* The first index whose value is not less than @v. */
function lower(array, v, key) {
  let low = 0, high = array.length;
  while (low < high) {
    const mid = low + high >> 1;
    if ((key ? array[mid][key] : array[mid]) < v) low = mid + 1; else high = mid;
  }
  return low;
}

const hex = v => (v < 16 ? "0" : "") + v.toString(16);

/* How long so many ticks are. */
function length(ticks) {
  if (!data.num) return ticks + " samples";
  const ns = ticks * data.num / data.den * 1e9;
  for (const [unit, name] of [[1e9, "s"], [1e6, "ms"], [1e3, "us"]])
    if (ns >= unit * 10 || unit == 1e3 && ns >= 1e4) return +(ns / unit).toFixed(3) + " " + name;
  return +ns.toFixed(1) + " ns";
}

const ackWord = ack => ack == 1 ? "ACK" : ack == 0 ? "NACK" : "no acknowledge";

const words = m => m.addressed ? "0x" + hex(m.addr) + (m.read ? " R" : " W") : "no address";

function bytesText(m) {
  return m.items.filter(i => i.kind == 1).map(i => hex(i.value)).join(" ");
}

/* What a message means to its device; "" if that is not known. */
const meaning = m => m.device ? m.device + ": " + m.items.map(i => i.means).filter(t => t).join("; ") : "";

/* What is odd about a message; "" if nothing is. */
function trouble(m) {
  const list = [];
  if (m.addressed && m.ack == 0) list.push("address NACK");
  if (m.refused) list.push("data NACK");
  if (m.cut || !m.addressed) list.push("cut");
  if (m.end == 0) list.push("not over");
  if (m.beyond) list.push("timing");
  if (m.noted) list.push("noted");
  return list.join(", ");
}

for (const v of violations) {
  const m = messages[Math.min(lower(messages, v.to, "to"), messages.length - 1)];
  if (m) m.beyond = true;
}
for (const n of notes) {
  if (/^(STEP|OUTPUT|DEVICE)/.test(n.text)) continue;
  const m = messages[lower(messages, n.t, "to")];
  if (m && m.from <= n.t) m.noted = true;
}

/* Ticks to the unit the picture is laid out in and back: folded, a pause of
 * more than eight clock periods takes four. */
const axis = { pieces: null, folded: false };

function fold(on) {
  const pieces = [], keep = data.bit * 1.5, short = data.bit * 4;
  let t = 0, u = 0;
  const add = (t1, length, gap) => { if (t1 > t) { pieces.push({ t, t1, u, u1: u + length, gap }); t = t1; u += length; } };
  if (on) {
    const all = Float64Array.from([...wires[0].t, ...wires[1].t]).sort();
    let last = 0;
    for (const e of [...all, data.end]) {
      if (e - last > data.bit * 8) {
        const a = last ? last + keep : 0, b = e == data.end ? e : e - keep;
        add(a, a - t, false);
        add(b, short, true);
      }
      last = e;
    }
  }
  add(Math.max(data.end, 1), Math.max(data.end, 1) - t, false);
  axis.pieces = pieces;
  axis.folded = on;
  axis.length = u;
}

function toU(t) {
  const p = axis.pieces[Math.max(lower(axis.pieces, t + 1e-9, "t") - 1, 0)];
  return p.u + (t - p.t) * (p.u1 - p.u) / (p.t1 - p.t);
}

function toT(u) {
  const p = axis.pieces[Math.max(lower(axis.pieces, u + 1e-9, "u") - 1, 0)];
  return p.t + (u - p.u) * (p.t1 - p.t) / (p.u1 - p.u);
}
