/* SPDX-License-Identifier: MIT */
#include "runtime/symbols.h"

#include <elf.h>
#include <string.h>

struct table {
	const Elf64_Sym *symbols;
	size_t n;
	const char *names; /* ends with a NUL */
	size_t names_size;
};

static bool sound(const struct object *e, const Elf64_Shdr *s)
{
	return s->sh_offset <= e->len && s->sh_size <= e->len - s->sh_offset &&
	       s->sh_size;
}

static bool open_table(const struct object *e, struct table *t)
{
	const Elf64_Ehdr *h = (const Elf64_Ehdr *)e->bytes;
	const Elf64_Shdr *s = (const Elf64_Shdr *)(e->bytes + h->e_shoff);

	for (unsigned i = 0; i < h->e_shnum; i++) {
		const Elf64_Shdr *names = s + s[i].sh_link;

		if (s[i].sh_type != SHT_SYMTAB || s[i].sh_link >= h->e_shnum ||
		    s[i].sh_offset % 8 || !sound(e, &s[i]) || !sound(e, names))
			continue;
		*t = (struct table){
			.symbols =
				(const Elf64_Sym *)(e->bytes + s[i].sh_offset),
			.n = s[i].sh_size / sizeof(Elf64_Sym),
			.names = (const char *)e->bytes + names->sh_offset,
			.names_size = names->sh_size,
		};
		return !t->names[t->names_size - 1];
	}
	return false;
}

static const char *name_of(const struct table *t, const Elf64_Sym *sym)
{
	return sym->st_name < t->names_size ? t->names + sym->st_name : "";
}

static bool is_kind(const Elf64_Sym *sym, enum tw_symbol_kind kind)
{
	unsigned type =
		kind == TW_SYMBOL_VARIABLE ? STT_OBJECT : (unsigned)STT_FUNC;

	return ELF64_ST_TYPE(sym->st_info) == type && sym->st_size &&
	       sym->st_shndx != SHN_UNDEF && sym->st_shndx < SHN_LORESERVE;
}

/* Compilers put ".0" behind a function's static variable (gcc) or the function
 * and a dot before it (clang), and ".isra.0" or ".constprop.0" behind a
 * function that they made their own of. Gives the name in the source. */
static const char *source_name(const char *name, enum tw_symbol_kind kind,
			       size_t *len)
{
	const char *dot = strrchr(name, '.');

	*len = strlen(name);
	if (!dot || dot == name)
		return name;
	if (strspn(dot + 1, "0123456789") == strlen(dot + 1))
		*len = (size_t)(dot - name);
	if (kind == TW_SYMBOL_FUNCTION) {
		const char *end = strstr(name, ".isra.");

		if (!end)
			end = strstr(name, ".constprop.");
		*len = end ? (size_t)(end - name) : strlen(name);
		return name;
	}
	dot = memrchr(name, '.', *len);
	if (dot) {
		*len -= (size_t)(dot + 1 - name);
		return dot + 1;
	}
	return name;
}

static bool is_called(const char *symbol, enum tw_symbol_kind kind,
		      const char *name)
{
	size_t len;
	const char *plain = source_name(symbol, kind, &len);

	return !strcmp(symbol, name) ||
	       (strlen(name) == len && !strncmp(plain, name, len));
}

/* What comes with twowire only counts where firmware has none of its own. */
static bool is_library(const struct object *e, const Elf64_Sym *sym)
{
	return sym->st_value >= e->library && sym->st_value < e->library_end;
}

/* Those of one owner: firmware, or what comes with twowire. */
static size_t find(const struct object *e, const struct table *t, bool library,
		   enum tw_symbol_kind kind, const char *name,
		   struct symbol *out)
{
	const char *colon = strchr(name, ':'), *file = "";
	const char *wanted = colon ? colon + 1 : name;
	size_t file_len = colon ? (size_t)(colon - name) : 0, n = 0;

	for (size_t i = 0; i < t->n; i++) {
		const Elf64_Sym *sym = &t->symbols[i];
		bool local = ELF64_ST_BIND(sym->st_info) == STB_LOCAL;

		if (ELF64_ST_TYPE(sym->st_info) == STT_FILE)
			file = name_of(t, sym);
		if (!is_kind(sym, kind) || is_library(e, sym) != library ||
		    !is_called(name_of(t, sym), kind, wanted))
			continue;
		if (colon && (!local || strlen(file) != file_len ||
			      strncmp(file, name, file_len)))
			continue;
		if (!n || !local)
			*out = (struct symbol){sym->st_value, sym->st_size};
		if (!local)
			return 1; /* no other has it for its own */
		n++;
	}
	return n;
}

size_t symbols_find(const struct object *e, enum tw_symbol_kind kind,
		    const char *name, struct symbol *out)
{
	struct table t;
	size_t n;

	if (!open_table(e, &t))
		return 0;
	n = find(e, &t, false, kind, name, out);
	return n ? n : find(e, &t, true, kind, name, out);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **symbols_list(const struct object *e, enum tw_symbol_kind kind)
{
	GPtrArray *names = g_ptr_array_new();
	struct table t = {0};

	open_table(e, &t);
	for (size_t i = 0; i < t.n; i++) {
		size_t len;
		const char *name =
			source_name(name_of(&t, &t.symbols[i]), kind, &len);

		if (is_kind(&t.symbols[i], kind))
			g_ptr_array_add(names, g_strndup(name, len));
	}
	g_ptr_array_sort(names, compare);
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, FALSE);
}
