#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What counts as a place to change, and what does not."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reach  # noqa: E402
import sites  # noqa: E402

SOURCE = r'''
/* a + b */
#define TWICE(x) ((x) * 2)
static const int table[] = {1, 2};

static int count(const char *text, tw_bus *bus)
{
	static const char *const names[] = {"0", [3] = "x"};
	int n = 0x40, more = n << 1;

	g_assert(n == 7);
	for (int i = 0; i < n; i++)
		more += i; // i + 1
	if (!text && bus->on)
		tell(bus, "1 + 1");
	g_free(names);
	more = n - 3;
	return more;
}
'''
WANTED = [
    ("number", "0x40", "0x80"), ("operator", "<<", ">>"), ("number", "1", "0"),
    ("number", "0", "1"), ("operator", "<", "<="), ("operator", "++", "--"),
    ("statement", "more += i", ""), ("operator", "+=", "-="),
    ("condition", "(!text && bus->on)", "(!(!text && bus->on))"), ("operator", "!", ""),
    ("operator", "&&", "||"), ("statement", 'tell(bus, "1 + 1")', ""),
    ("statement", "more = n - 3", ""), ("operator", "-", "+"), ("number", "3", "2"),
]


def changes_are_of_code_alone():
    found = [(s.kind, SOURCE[s.start:s.end], s.new) for _, s in sites.sites(SOURCE)]
    assert found == WANTED, "\n".join(str(f) for f in found)
    assert {f for f, _ in sites.sites(SOURCE)} == {"count"}


def a_probe_is_the_first_statement_of_its_function():
    probed = reach.with_probes(SOURCE, {"count": 7})
    before, after = probed.split("{ static char tw_hit;")
    assert before.endswith("tw_bus *bus)\n{") and r'"7\n", 2' in after
    assert reach.with_probes(SOURCE, {"other": 7}) == SOURCE


TESTS = [changes_are_of_code_alone, a_probe_is_the_first_statement_of_its_function]
print("1..%d" % len(TESTS))
for number, test in enumerate(TESTS, 1):
    try:
        test()
        print("ok %d - %s" % (number, test.__name__))
    except AssertionError as why:
        print("not ok %d - %s" % (number, test.__name__))
        print("\n".join("# " + line for line in str(why).split("\n")))
