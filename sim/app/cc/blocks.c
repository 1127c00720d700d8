/* SPDX-License-Identifier: MIT */
/*
 * What each basic block costs (`twowire cc --costs instructions`).
 *
 * The compiler's assembly is read once more. A block reaches from its hook to
 * where it is left for good: to the next hook, a jump that is always or often
 * taken, a return. What stands before a function's first hook belongs to that,
 * unless one can jump there without it. The length of a block, in cycles of a
 * small core, is written into the name of the hook that it calls,
 * `__tw_block_7`; the runtime makes the chip's cycles of it.
 *
 * Approx.: the host's instructions stand for the chip's. One cycle each, one
 *          more for memory, for a jump (taken or not) and for each way of a
 *          call, ten more for a division. What the hooks themselves need is
 *          taken out: their calls, and the address that one of an access gets.
 *          A volatile access is charged by its own hook. Code between a jump
 *          and a label that has no hook costs nothing.
 */
#include "app/cc/blocks.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST 32 /* hooks that the runtime has */

enum { ACCESS = 1, JUMP = 1, CALL = 2, DIVISION = 10 };

struct reader {
	GArray *lengths;    /* int, a block each */
	int before;	    /* since a block was left */
	GHashTable *labels; /* that have gone by */
	bool in_block;
	bool free_access; /* the next access is charged by its hook */
};

#if defined(__x86_64__)
#define HOOK "\t%s\t%s@PLT\n"
static const char *const calls[] = {"call", "ret", NULL};
static const char *const jumps[] = {"j", NULL};
static const char *const always[] = {"jmp", "ret", "ud2", NULL};
static const char *const divisions[] = {"div", "idiv", NULL};
#else
#define HOOK "\t%s\t%s\n"
static const char *const calls[] = {"bl", "ret", NULL};
static const char *const always[] = {"b\t", "br", "ret", "brk", NULL};
static const char *const jumps[] = {"b\t", "b.", "br", "cb", "tb", NULL};
static const char *const divisions[] = {"udiv", "sdiv", NULL};
#endif

static bool begins(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (g_str_has_prefix(s, *words))
			return true;
	return false;
}

/* @s: one instruction, with nothing before it. */
static bool touches_memory(const char *s)
{
#if defined(__x86_64__)
	return strchr(s, '(') && !g_str_has_prefix(s, "lea") &&
	       !g_str_has_prefix(s, "nop");
#else
	static const char *const words[] = {"ld", "st", NULL};

	return begins(s, words);
#endif
}

static const char *operand(const char *s)
{
	s += strcspn(s, " \t");
	return s + strspn(s, " \t");
}

/* A branch is counted for gcov, which takes the chip no time. */
static bool is_counter(const char *s)
{
	return strstr(s, "__gcov") || strstr(s, "__llvm_gcov");
}

static int cycles(struct reader *r, const char *s)
{
	const char *name = operand(s);

	if (is_counter(s))
		return 0;
	if (begins(s, calls)) {
		if (g_str_has_prefix(name, "__tsan_")) {
			r->free_access = strstr(name, "volatile_");
			return -1;
		}
		return g_str_has_prefix(name, "__tw_") ? 0 : 1 + CALL;
	}
	if (begins(s, jumps))
		return 1 + JUMP;
	if (touches_memory(s)) {
		bool charged = r->free_access;

		r->free_access = false;
		return charged ? 0 : 1 + ACCESS;
	}
	return begins(s, divisions) ? 1 + DIVISION : 1;
}

/* A function's last may be jumped to. */
static bool is_hook(const char *s)
{
	return (begins(s, calls) || begins(s, always)) &&
	       g_str_has_prefix(operand(s), "__sanitizer_cov_trace_pc");
}

static void add(struct reader *r, int n)
{
	if (r->in_block)
		g_array_index(r->lengths, int, r->lengths->len - 1) += n;
	else
		r->before += n;
}

/* A jump back ends a loop: what follows is not of its last block. */
static bool leaves(const struct reader *r, const char *s)
{
	g_autofree char *label = NULL;

	if (begins(s, always))
		return true;
	if (!begins(s, jumps))
		return false;
	s = strrchr(s, '.');
	label = s ? g_strndup(s, strcspn(s, " \t")) : NULL;
	return label && g_hash_table_contains(r->labels, label);
}

static void read_instruction(struct reader *r, const char *s)
{
	s += strspn(s, " \t");
	if (is_hook(s)) {
		g_array_append_val(r->lengths, r->before);
		r->before = 0;
		r->in_block = !begins(s, always);
	} else if (g_ascii_isalpha(*s)) {
		add(r, cycles(r, s));
		if (leaves(r, s))
			r->in_block = false;
	}
}

static void read_line(struct reader *r, const char *line)
{
	g_auto(GStrv) parts = NULL;
	const char *s = line + strspn(line, " \t");
	size_t word = strcspn(s, " \t:");

	if (s[word] == ':') {
		g_hash_table_add(r->labels, g_strndup(s, word));
		r->before = 0;
	} else if (g_str_has_prefix(s, ".type") && strstr(s, "function")) {
		r->in_block = false;
	}
	if (!g_ascii_isalpha(*s) || s[word] == ':')
		return;
	parts = g_strsplit(s, ";", -1);
	for (char **p = parts; *p; p++)
		read_instruction(r, *p);
}

/* A long block calls more than one. @how: the instruction that calls it. */
static void write_hooks(GString *out, const char *how, int length)
{
	g_autofree char *word = g_strndup(how, strcspn(how, " \t"));
	g_autofree char *last = NULL;

	for (; length > LONGEST && !begins(how, always); length -= LONGEST)
		g_string_append_printf(out, HOOK, word,
				       "__tw_block_" G_STRINGIFY(LONGEST));
	last = g_strdup_printf("__tw_block_%d", CLAMP(length, 1, LONGEST));
	g_string_append_printf(out, HOOK, word, last);
}

char *blocks_price(const char *text)
{
	struct reader r = {
		.lengths = g_array_new(FALSE, FALSE, sizeof(int)),
		.labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						NULL),
	};
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_sized_new(strlen(text));
	guint n = 0;

	for (char **l = lines; *l; l++)
		read_line(&r, *l);
	for (char **l = lines; *l; l++) {
		const char *s = *l + strspn(*l, " \t");

		if (is_hook(s))
			write_hooks(out, s, g_array_index(r.lengths, int, n++));
		else
			g_string_append_printf(out, "%s%s", *l,
					       l[1] ? "\n" : "");
	}
	g_array_unref(r.lengths);
	g_hash_table_unref(r.labels);
	return g_string_free(out, FALSE);
}
