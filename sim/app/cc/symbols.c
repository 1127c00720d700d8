/* SPDX-License-Identifier: MIT */
#include "app/cc/symbols.h"

#include <dlfcn.h>
#include <elf.h>
#include <string.h>

#include "app/cc/libc.h"
#include "twowire/sim.h"

/* An ELF file of the compiler that just ran, so trusted. */
struct table {
	char *bytes;
	const Elf64_Sym *symbols;
	size_t n;
	const char *names;
	bool has_tls;
};

static bool read_table(struct table *t, const char *path, uint32_t type)
{
	const Elf64_Ehdr *h;
	const Elf64_Shdr *s;

	*t = (struct table){0};
	if (!g_file_get_contents(path, &t->bytes, NULL, NULL))
		return false;
	h = (const Elf64_Ehdr *)t->bytes;
	s = (const Elf64_Shdr *)(t->bytes + h->e_shoff);
	for (unsigned i = 0; i < h->e_shnum; i++) {
		if (s[i].sh_flags & SHF_TLS)
			t->has_tls = true;
		if (s[i].sh_type != type)
			continue;
		t->symbols = (const Elf64_Sym *)(t->bytes + s[i].sh_offset);
		t->n = s[i].sh_size / sizeof(Elf64_Sym);
		t->names = t->bytes + s[s[i].sh_link].sh_offset;
	}
	return true;
}

static bool is_wanted(const Elf64_Sym *sym)
{
	return sym->st_shndx == SHN_UNDEF && sym->st_name &&
	       ELF64_ST_BIND(sym->st_info) == STB_GLOBAL;
}

static bool wants(const char *object, const char *name)
{
	struct table t;
	bool found = false;

	if (!read_table(&t, object, SHT_SYMTAB))
		return false;
	for (size_t i = 0; i < t.n && !found; i++)
		found = is_wanted(&t.symbols[i]) &&
			!strcmp(t.names + t.symbols[i].st_name, name);
	g_free(t.bytes);
	return found;
}

void symbols_collect(const char *object, GHashTable *wanted,
		     GHashTable *defined)
{
	struct table t;

	if (!read_table(&t, object, SHT_SYMTAB))
		return;
	for (size_t i = 0; i < t.n; i++) {
		const Elf64_Sym *sym = &t.symbols[i];

		if (!sym->st_name || ELF64_ST_BIND(sym->st_info) == STB_LOCAL)
			continue;
		g_hash_table_add(sym->st_shndx == SHN_UNDEF ? wanted : defined,
				 g_strdup(t.names + sym->st_name));
	}
	g_free(t.bytes);
}

static bool is_runtime(const char *name)
{
	static const char *const prefixes[] = {"tw_fw_", "__tw_", "__tsan_",
					       "__sanitizer_cov_trace_pc"};

	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
		if (g_str_has_prefix(name, prefixes[i]))
			return dlsym(RTLD_DEFAULT, name);
	return false;
}

static char *users_of(const GArray *objects, const char *name)
{
	GString *users = g_string_new(NULL);

	for (guint i = 0; i < objects->len; i++) {
		const struct compiled *c =
			&g_array_index(objects, struct compiled, i);

		if (!wants(c->object, name))
			continue;
		if (users->len)
			g_string_append(users, ", ");
		g_string_append(users, c->source);
	}
	return g_string_free(users, FALSE);
}

static void complain(GString *text, const GArray *objects, const char *name,
		     const char *platform)
{
	g_autofree char *users = users_of(objects, name);

	if (text->len)
		g_string_append_c(text, '\n');
	g_string_append_printf(text, "%s: needs %s, ",
			       *users ? users : "firmware", name);
	if (dlsym(RTLD_DEFAULT, name))
		g_string_append(text,
				"which the host's C library has and firmware's "
				"has not: define it, or do without");
	else
		g_string_append_printf(text,
				       "which neither the sources nor platform "
				       "%s define",
				       platform);
}

bool symbols_check(const char *linked, const GArray *objects,
		   const char *platform, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct table t;

	if (!read_table(&t, linked, SHT_DYNSYM)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE,
			    "%s: cannot be read", linked);
		return false;
	}
	for (size_t i = 0; i < t.n; i++) {
		const char *name = t.names + t.symbols[i].st_name;

		if (is_wanted(&t.symbols[i]) && !is_runtime(name) &&
		    !libc_allows(name) && strcmp(name, "__tls_get_addr"))
			complain(text, objects, name, platform);
	}
	if (t.has_tls)
		g_string_append_printf(text,
				       "%sthread-local variables: firmware has "
				       "no threads; make them static",
				       text->len ? "\n" : "");
	g_free(t.bytes);
	if (text->len)
		g_set_error_literal(error, TW_ERROR, TW_ERROR_FIRMWARE,
				    text->str);
	return !text->len;
}
