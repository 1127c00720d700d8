/* SPDX-License-Identifier: MIT */
/* Faults of the wires themselves: held, glitching, let go too early, slow. */
#include "fault/fault.h"

#include "wire/node.h"

static enum tw_line line_of(const tw_fault *f)
{
	return fault_int(f, "line") ? TW_SDA : TW_SCL;
}

/* --- held low ---------------------------------------------------------- */

void hold_begin(tw_fault *f)
{
	fault_pull(f, line_of(f), true);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void hold_end(tw_fault *f)
{
	if (f->opens)
		fault_open(f, line_of(f), false);
	f->opens = false;
	fault_pull(f, TW_SCL, false);
	fault_pull(f, TW_SDA, false);
}

/* Low: pulled. High: whoever pulls is cut off. */
void glitch_begin(tw_fault *f)
{
	f->opens = fault_int(f, "level");
	if (f->opens)
		fault_open(f, line_of(f), true);
	else
		fault_pull(f, line_of(f), true);
	fault_until(f, (uint64_t)fault_int(f, "width_ns"));
}

/* SDA low from the next fall of SCL on, as Linux's i2c-gpio injector has it. */
void lose_begin(tw_fault *f)
{
	f->acted = false;
}

void lose_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (f->acted || line != TW_SCL || level)
		return;
	f->acted = true;
	fault_note(f);
	fault_pull(f, TW_SDA, true);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

/* --- let go too early -------------------------------------------------- */

void early_begin(tw_fault *f)
{
	enum tw_line line = line_of(f);

	f->tap = fault_tap(f);
	if (!f->tap || f->tap->once[line]) {
		f->tap = NULL;
		fault_end(f);
		return;
	}
	f->tap->once[line] = f;
	f->tap->muted[line]++;
	tap_update(f->tap, line);
}

/* The part wants something else: from here on it has the wire again. */
void early_end(tw_fault *f)
{
	enum tw_line line = line_of(f);

	if (!f->tap)
		return;
	f->tap->once[line] = NULL;
	f->tap->muted[line]--;
	tap_update(f->tap, line);
	f->tap = NULL;
}

/* --- slow rise --------------------------------------------------------- */

/* 0: as the bus was made. */
static void change(tw_bus *bus, uint32_t pullup_ohm, uint32_t cap_pF)
{
	for (int n = TW_SCL; n <= TW_SDA; n++) {
		struct line *line = &bus->line[n];

		line->pullup_ohm =
			pullup_ohm ? pullup_ohm : bus->config.pullup_ohm;
		line->cap_pF = cap_pF ? cap_pF : bus->config.cap_pF;
		node_refresh(line);
	}
}

void rise_begin(tw_fault *f)
{
	int64_t ohm = fault_int(f, "pullup_ohm");
	int64_t pF = fault_int(f, "cap_pF");

	change(f->fb->bus, (uint32_t)MAX(ohm, 0), (uint32_t)MAX(pF, 0));
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void rise_end(tw_fault *f)
{
	change(f->fb->bus, 0, 0);
}
