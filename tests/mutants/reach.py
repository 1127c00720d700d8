# SPDX-License-Identifier: MIT
"""Which tests come through which functions: asked once, of a build in which
every function says that it was entered. A test that does not come through a
function cannot notice a change in it."""
import sites

# Needs no header, and may stand in any function, on any stack, also beside a
# static write().
PROBE = """{ static char tw_hit; if (!tw_hit) {
extern char *tw_getenv(const char *) __asm__("getenv");
extern int tw_open(const char *, int, ...) __asm__("__open");
extern int tw_close(int) __asm__("__close");
extern long tw_write(int, const void *, unsigned long) __asm__("__write");
char *tw_path = tw_getenv("TW_MUTANTS_REACHED"); tw_hit = 1;
if (tw_path) { int tw_fd = tw_open(tw_path, 02001); if (tw_fd >= 0) {
tw_write(tw_fd, "%d\\n", %d); tw_close(tw_fd); } } } }""".replace("\n", " ")


def with_probes(source, numbers):
    """The source with a probe in each function of `numbers`, by its name."""
    all_tokens = sites.tokens(source)
    out, at = [], 0
    for first, _, name in sites.bodies(all_tokens):
        if name in numbers:
            number = numbers[name]
            end = all_tokens[first].end
            out += [source[at:end], PROBE % (number, len("%d\n" % number))]
            at = end
    return "".join(out) + source[at:]
