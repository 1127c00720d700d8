/* SPDX-License-Identifier: MIT */
#include "app/cc/filter.h"

#include <string.h>

#define LIBRARY_SECTION "\t.section\ttw_library,\"ax\",@progbits\n"

static const char *skip_blank(const char *s)
{
	return s + strspn(s, " \t");
}

static bool starts(const char *line, const char *word)
{
	return !strncmp(line, word, strlen(word));
}

/* ".L12:" alone on its line: the length of ".L12", else 0. */
static size_t label_length(const char *line)
{
	size_t n = strcspn(line, ":\n");

	return line[0] == '.' && line[1] == 'L' && line[n] == ':' ? n : 0;
}

/* A branch is counted: "lock addq $1, 8+__gcov0.main(%rip)". */
static bool is_counter(const char *s)
{
	size_t n = strcspn(s, "\n");

	return starts(s, "lock") && (g_strstr_len(s, (gssize)n, "__gcov") ||
				     g_strstr_len(s, (gssize)n, "__llvm_gcov"));
}

static bool is_hook(const char *s)
{
	return starts(s, "call\t__sanitizer_cov_trace_pc@PLT\n");
}

/* What does no work between a label and its jump. clang has the hook of the
 * block there; gcc, only where it counts. */
static bool is_silent(const struct filter *f, const char *s)
{
	static const char *const silent[] = {
		".loc",
		".p2align",
		".cfi_",
		".file",
		".align",
		"\n",
		"#",
		"callq\t__sanitizer_cov_trace_pc@PLT\n",
		"bl\t__sanitizer_cov_trace_pc\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(silent); i++)
		if (starts(s, silent[i]))
			return true;
	return f->counted && (is_counter(s) || is_hook(s));
}

/* The label that an unconditional jump goes to, or NULL. */
static const char *jump_target(const char *s)
{
	if (starts(s, "jmp\t.L") || starts(s, "jmp .L"))
		return s + 4;
	if (starts(s, "b\t.L") || starts(s, "b .L"))
		return s + 2;
	return NULL;
}

/* @labels: ":.L1:.L2:", those that stand before this line with no code in
 * between. */
static bool is_self_loop(const GString *labels, const char *target)
{
	g_autofree char *name = g_strdup_printf(
		":%.*s:", (int)strcspn(target, " \t\n"), target);

	return strstr(labels->str, name);
}

static void watch_loops(const struct filter *f, GString *out, GString *labels,
			const char *line)
{
	const char *s = skip_blank(line), *target;
	size_t n = label_length(line);

	if (n) {
		g_string_append_len(labels, line, (gssize)n + 1);
		return;
	}
	target = jump_target(s);
	if (target && is_self_loop(labels, target))
		g_string_append(out,
#if defined(__x86_64__)
				"\tcall\t__tw_selfloop@PLT\n"
#else
				"\tbl\t__tw_selfloop\n"
#endif
		);
	if (!is_silent(f, s))
		g_string_assign(labels, ":");
}

/* true: the line has been written in another form. */
static bool rewrite_library(GString *out, const char *line, size_t len)
{
	const char *s = skip_blank(line);

	if (starts(s, ".globl") || starts(s, ".global")) {
		s = skip_blank(s + strcspn(s, " \t"));
		g_string_append(out, "\t.weak\t");
		g_string_append_len(out, s, (gssize)(line + len - s));
		return true;
	}
	if (starts(s, ".text\n") ||
	    (starts(s, ".section") && starts(skip_blank(s + 8), ".text"))) {
		g_string_append(out, LIBRARY_SECTION);
		return true;
	}
	return false;
}

void filter_zeros(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!text[i])
			text[i] = ' ';
}

/* The hook of a block that gcc made for a counter alone: firmware that is not
 * counted has none there. */
static bool is_counters_hook(const struct filter *f, const char *line)
{
	bool found = false;

	if (!f->counted || !is_hook(skip_blank(line)))
		return false;
	do {
		line += strcspn(line, "\n");
		line += *line == '\n';
		found = found || is_counter(skip_blank(line));
	} while (*line && is_silent(f, skip_blank(line)) &&
		 !is_hook(skip_blank(line)));
	return found && (label_length(line) || is_hook(skip_blank(line)) ||
			 jump_target(skip_blank(line)));
}

/* What the compilers' counting calls is ours under other names. */
static void rename_calls(GString *out, const char *text)
{
	static const char *const names[][2] = {
		{"__gcov_init", "tw_fw_gcov_init"},
		{"__gcov_exit", "tw_fw_gcov_exit"},
		{"__gcov_merge_add", "tw_fw_gcov_merge_add"},
		{"llvm_gcov_init@PLT", "tw_fw_llvm_gcov_init"},
		{"llvm_gcda_start_file", "tw_fw_llvm_gcda_start_file"},
		{"llvm_gcda_emit_function", "tw_fw_llvm_gcda_emit_function"},
		{"llvm_gcda_emit_arcs", "tw_fw_llvm_gcda_emit_arcs"},
		{"llvm_gcda_summary_info", "tw_fw_llvm_gcda_summary_info"},
		{"llvm_gcda_end_file", "tw_fw_llvm_gcda_end_file"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strstr(text, names[i][0]))
			g_string_append_printf(out, "\t.set\t%.*s, %s\n",
					       (int)strcspn(names[i][0], "@"),
					       names[i][0], names[i][1]);
}

char *filter_assembly(const struct filter *f, const char *text)
{
	GString *out = g_string_sized_new(strlen(text) * 9 / 8);
	g_autoptr(GString) labels = g_string_new(":");

	if (f->prelude)
		g_string_append_printf(out, "\t.include \"%s\"\n", f->prelude);
	if (f->counted)
		rename_calls(out, text);
	while (*text) {
		size_t len = strcspn(text, "\n");

		len += text[len] == '\n';
		watch_loops(f, out, labels, text);
		if (!is_counters_hook(f, text) &&
		    (!f->library || !rewrite_library(out, text, len)))
			g_string_append_len(out, text, (gssize)len);
		text += len;
	}
	return g_string_free(out, FALSE);
}
