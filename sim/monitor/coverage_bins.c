/* SPDX-License-Identifier: MIT */
/* The names of all bins; coverages as sets of counts. */
#include "monitor/coverage_bins.h"

#include <string.h>

#define BITS_1_TO_7(p) p "1", p "2", p "3", p "4", p "5", p "6", p "7"
#define DATA(p)	       BITS_1_TO_7(p), p "8", p "ack", p "next"
#define PATH(p)                                                                \
	p "ack.byte", p "ack.restart", p "ack.stop", p "nack.byte",            \
		p "nack.restart", p "nack.stop"
#define LENGTH(p) p "0", p "1", p "2-21", p "22-43", p "44-63", p "64+"

static const char *const acknowledge[] = {
	PATH("address-read."),
	PATH("address-write."),
	PATH("read."),
	PATH("write."),
};
static const char *const address[] = {
	"10-bit.read",
	"10-bit.write.ack",
	"10-bit.write.nack",
	"7-bit",
	"cbus",
	"device-id",
	"general-call.ack",
	"general-call.nack",
	"hs-code",
	"reserved",
	"start-byte",
};
static const char *const arbitration[] = {
	"controller-lost.ack",	  "controller-lost.address",
	"controller-lost.data",	  "controller-lost.rw",
	"identical.controllers",  "identical.targets",
	"several-start",	  "synchronised-clock",
	"target-lost.data",	  "undefined.restart-data",
	"undefined.restart-stop", "undefined.stop-data",
};
static const char *const back_to_back[] = {
	"read-read.other",   "read-read.same",	 "read-write.other",
	"read-write.same",   "write-read.other", "write-read.same",
	"write-write.other", "write-write.same",
};
static const char *const bus_free[] = {"below-1300-ns", "below-4700-ns",
				       "below-500-ns", "longer"};
static const char *const clocks[] = {"fast", "fast-plus", "faster", "slower",
				     "standard"};
static const char *const condition[] = {"start", "stop-alone", "void-message"};
static const char *const data_hold[] = {"at-once", "longer", "up-to-300-ns"};
static const char *const hs[] = {"read", "restart", "stop", "write"};
static const char *const length[] = {LENGTH("read."), LENGTH("write.")};
static const char *const places[] = {BITS_1_TO_7("address."), "address.ack",
				     "address.rw", DATA("read."),
				     DATA("write.")};
static const char *const stretch_acknowledge[] = {"address.ack", "address.nack",
						  "write.ack", "write.nack"};
static const char *const stuck[] = {"scl-given-up", "scl-low-25-ms",
				    "scl-low-35-ms", "sda-given-up"};
static const char *const wires[] = {
	"both-at-once",	 "conflict.scl",   "conflict.sda",
	"runt.scl",	 "runt.sda",	   "spike.scl.high",
	"spike.scl.low", "spike.sda.high", "spike.sda.low",
};

#define GROUP(name, bins, field)                                               \
	{                                                                      \
		name, bins, G_N_ELEMENTS(bins),                                \
			offsetof(struct coverage_hits, field) /                \
				sizeof(uint64_t)                               \
	}

const struct coverage_group tw_coverage_groups[] = {
	GROUP("acknowledge", acknowledge, acknowledge),
	GROUP("address", address, address),
	GROUP("arbitration", arbitration, arbitration),
	GROUP("back-to-back-restart", back_to_back, back_to_back_restart),
	GROUP("back-to-back-stop", back_to_back, back_to_back_stop),
	GROUP("bus-free", bus_free, bus_free),
	GROUP("clock", clocks, clock),
	GROUP("condition", condition, condition),
	GROUP("data-hold", data_hold, data_hold),
	GROUP("hs", hs, hs),
	GROUP("length", length, length),
	GROUP("restart", places, restart),
	GROUP("stop", places, stop),
	GROUP("stretch-acknowledge", stretch_acknowledge, stretch_acknowledge),
	GROUP("stretch-controller", places, stretch_controller),
	GROUP("stretch-target", places, stretch_target),
	GROUP("stuck", stuck, stuck),
	GROUP("wires", wires, wires),
	{NULL},
};

/* Names and counts are as many. */
#define SAME_LENGTH(bins, field)                                               \
	G_STATIC_ASSERT(sizeof(bins) / sizeof(*(bins)) ==                      \
			sizeof(((struct coverage_hits *)0)->field) /           \
				sizeof(uint64_t))
SAME_LENGTH(acknowledge, acknowledge);
SAME_LENGTH(address, address);
SAME_LENGTH(arbitration, arbitration);
SAME_LENGTH(back_to_back, back_to_back_restart);
SAME_LENGTH(back_to_back, back_to_back_stop);
SAME_LENGTH(bus_free, bus_free);
SAME_LENGTH(clocks, clock);
SAME_LENGTH(condition, condition);
SAME_LENGTH(data_hold, data_hold);
SAME_LENGTH(hs, hs);
SAME_LENGTH(length, length);
SAME_LENGTH(places, restart);
SAME_LENGTH(places, stop);
SAME_LENGTH(stretch_acknowledge, stretch_acknowledge);
SAME_LENGTH(places, stretch_controller);
SAME_LENGTH(places, stretch_target);
SAME_LENGTH(stuck, stuck);
SAME_LENGTH(wires, wires);

void tw_coverage_merge(tw_coverage *into, const tw_coverage *from)
{
	for (size_t i = 0; i < COVERAGE_BINS; i++)
		if (__builtin_add_overflow(into->all[i], from->all[i],
					   &into->all[i]))
			into->all[i] = UINT64_MAX;
}

bool tw_coverage_bin(const tw_coverage *c, size_t n,
		     struct tw_coverage_bin *bin)
{
	const struct coverage_group *g = tw_coverage_groups;

	while (g->name && n >= g->first + g->n)
		g++;
	if (!g->name)
		return false;
	*bin = (struct tw_coverage_bin){g->name, g->bins[n - g->first],
					c->all[n]};
	return true;
}

static const uint64_t *find(const tw_coverage *c, const char *group,
			    const char *name)
{
	struct tw_coverage_bin bin;

	for (size_t n = 0; tw_coverage_bin(c, n, &bin); n++)
		if (!strcmp(bin.group, group) && !strcmp(bin.name, name))
			return &c->all[n];
	return NULL;
}

bool tw_coverage_set(tw_coverage *c, const char *group, const char *name,
		     uint64_t hits)
{
	const uint64_t *count = find(c, group, name);

	if (count)
		c->all[count - c->all] = hits;
	return count;
}

uint64_t tw_coverage_hits(const tw_coverage *c, const char *group,
			  const char *name)
{
	const uint64_t *count = find(c, group, name);

	g_return_val_if_fail(count, 0);
	return *count;
}
