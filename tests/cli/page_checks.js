/* Run in the page by a browser: what comes out goes into the document. */
const failed = [];
const expect = (ok, what) => { if (!ok) failed.push(what); };
const near = (a, b, by, what) => expect(Math.abs(a - b) <= by, what + ": " + a + ", expected " + b);
const tw = window.twowire, wave = document.getElementById("wave");
const key = k => document.dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true }));

try {
  const m = tw.messages;
  expect(m.length == 3, "messages: " + m.length);
  expect(m[0].addr == 0x50 && !m[0].read && m[0].ack == 1 && m[0].items.length == 2, "first message");
  expect(m[1].restart && m[1].read && m[1].items.length == 3, "second message");
  expect(m[1].items[2].ack == 0, "the last byte read is not acknowledged");
  expect(m[2].addr == 0x51 && m[2].bad == "address NACK", "third message: " + m[2].bad);
  /* SCL rises: nine for each byte, one for the repeated START, one for each STOP */
  const rises = tw.wires[0].level.filter(l => l).length;
  expect(rises == 9 * (2 + 3 + 1) + 3, "rises of SCL: " + rises);
  expect(tw.wires[1].t[0] == m[0].from, "the START is SDA's first edge");

  for (const at of [100, 300, 555]) near(tw.px(tw.tickAt(at)), at, .01, "places and times");
  expect(tw.axis.folded, "a long pause is folded");
  const short = tw.axis.length;
  tw.fold();
  near(tw.axis.length, tw.data.end, 0, "unfolded it is as long as it is");
  expect(short < tw.axis.length / 3, "folded it is shorter");
  tw.fold();

  const byte = m[0].items[1], before = tw.wires[0].t.findIndex((t, i) => t >= byte.from && !tw.wires[0].level[i]);
  expect(/SCL low, pulled by host/.test(tw.describe(tw.wires[0].t[before] + 100)), "who holds SCL low");
  expect(/byte 0 is 0x12 = 18, ACK/.test(tw.describe(byte.from + 1)), "what a byte is: " + tw.describe(byte.from + 1));
  expect(/SDA low, pulled by rom/.test(tw.describe(byte.ackAt + 10)), "who acknowledges");

  expect(tw.find("50 r") == 1 && document.querySelectorAll(".row").length == 1, "found by address");
  expect(tw.find("nack") == 1, "found by what is odd");
  expect(tw.find("") == 3, "all again");
  tw.find("150us"); /* ten periods before it are shown, thirty after */
  near(tw.px(150e3), 46 + (wave.clientWidth - 46) / 4, 2, "found by time");

  tw.pick(0);
  key("n");
  expect(document.querySelector(".row.here").dataset.n == "1", "n picks the next message");
  key("p");
  expect(document.querySelector(".row.here").dataset.n == "0", "p picks the one before");
  key("e");
  expect(document.querySelector(".row.here").dataset.n == "2", "e picks the next odd one");
  tw.pick(1);
  const m1 = m[1];
  expect(tw.px(m1.from) > 46 && tw.px(m1.from) < wave.clientWidth / 2, "a picked message is in view");
  const scale = tw.view.scale, under = tw.tickAt(300);
  wave.dispatchEvent(new WheelEvent("wheel", { deltaY: -200, clientX: 300, bubbles: true, cancelable: true }));
  expect(tw.view.scale < scale, "the wheel zooms");
  near(tw.px(under), 300, 1, "what is under the pointer stays");
  key("0");
  expect(tw.px(m[0].from) >= 46 && tw.px(m[2].to) <= wave.clientWidth + 1, "0 shows all");

  tw.draw();
  const g = wave.getContext("2d"), ratio = wave.width / wave.clientWidth;
  const inked = g.getImageData(60 * ratio, 0, 200 * ratio, wave.height).data;
  let colours = new Set();
  for (let i = 0; i < inked.length; i += 4) colours.add(inked[i] << 16 | inked[i + 1] << 8 | inked[i + 2]);
  expect(colours.size > 5, "something is drawn: " + colours.size + " colours");
} catch (e) {
  failed.push(e.stack || String(e));
}
const verdict = document.createElement("pre");
verdict.textContent = failed.length ? "PAGE FAILED: " + failed.join("; ") : "PAGE HELD";
document.body.append(verdict);
