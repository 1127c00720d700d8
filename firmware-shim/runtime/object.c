/* SPDX-License-Identifier: MIT */
#include "runtime/object.h"

#include <elf.h>
#include <string.h>

#include "twowire/sim.h"

#define INFO_SYMBOL "tw_fw_info"
#define INFO_PREFIX "twowire-firmware/1 "

#if defined(__x86_64__)
enum { HOST_MACHINE = EM_X86_64, RELATIVE = R_X86_64_RELATIVE };
#define HOST_NAME "x86-64"
#elif defined(__aarch64__)
enum { HOST_MACHINE = EM_AARCH64, RELATIVE = R_AARCH64_RELATIVE };
#define HOST_NAME "aarch64"
#endif

static bool fail(GError **error, const char *path, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE, "%s: %s", path, what);
	return false;
}

static bool inside(const struct object *e, uint64_t offset, uint64_t size)
{
	return offset <= e->len && size <= e->len - offset;
}

static Elf64_Ehdr *header(const struct object *e)
{
	return (Elf64_Ehdr *)e->bytes;
}

static Elf64_Phdr *segment(const struct object *e, unsigned i)
{
	return (Elf64_Phdr *)(e->bytes + header(e)->e_phoff) + i;
}

/* The first section of that type, or NULL if there is no sound one. */
static Elf64_Shdr *section(const struct object *e, uint32_t type)
{
	Elf64_Shdr *s = (Elf64_Shdr *)(e->bytes + header(e)->e_shoff);

	for (unsigned i = 0; i < header(e)->e_shnum; i++)
		if (s[i].sh_type == type)
			return inside(e, s[i].sh_offset, s[i].sh_size) &&
					       s[i].sh_offset % 8 == 0
				       ? &s[i]
				       : NULL;
	return NULL;
}

static bool check_header(const struct object *e, const char *path,
			 GError **error)
{
	const Elf64_Ehdr *h = header(e);
	static const char *const remedy =
		"not an object of `twowire cc`: compile the firmware's sources "
		"with it";

	if (e->len < sizeof(*h) || memcmp(h->e_ident, ELFMAG, SELFMAG))
		return fail(error, path, remedy);
	if (h->e_ident[EI_CLASS] != ELFCLASS64 || h->e_machine != HOST_MACHINE)
		return fail(error, path,
			    "made for another CPU than this host's (" HOST_NAME
			    "): compile its sources with `twowire cc`");
	if (h->e_type != ET_DYN || h->e_phentsize != sizeof(Elf64_Phdr) ||
	    h->e_shentsize != sizeof(Elf64_Shdr) || h->e_phoff % 8 ||
	    h->e_shoff % 8 ||
	    !inside(e, h->e_phoff, h->e_phnum * sizeof(Elf64_Phdr)) ||
	    !inside(e, h->e_shoff, h->e_shnum * sizeof(Elf64_Shdr)))
		return fail(error, path, remedy);
	return true;
}

static void find_segments(struct object *e)
{
	uint64_t relro_end = 0;

	for (unsigned i = 0; i < header(e)->e_phnum; i++) {
		const Elf64_Phdr *p = segment(e, i);

		if (p->p_type == PT_GNU_RELRO)
			relro_end = (p->p_vaddr + p->p_memsz) & ~0xfffull;
		if (p->p_type != PT_LOAD)
			continue;
		if (p->p_vaddr + p->p_memsz > e->span)
			e->span = p->p_vaddr + p->p_memsz;
		if (p->p_flags & PF_W) {
			e->data = p->p_vaddr;
			e->data_end = p->p_vaddr + p->p_memsz;
		} else if (p->p_flags & PF_X) {
			e->code = p->p_vaddr;
			e->code_end = p->p_vaddr + p->p_memsz;
		}
	}
	if (relro_end > e->data)
		e->data = relro_end < e->data_end ? relro_end : e->data_end;
}

/* The section that `twowire cc` puts the HAL and the C library in. */
static void find_library(struct object *e)
{
	const Elf64_Ehdr *h = header(e);
	const Elf64_Shdr *s = (const Elf64_Shdr *)(e->bytes + h->e_shoff);
	const Elf64_Shdr *names = s + h->e_shstrndx;

	if (h->e_shstrndx >= h->e_shnum ||
	    !inside(e, names->sh_offset, names->sh_size) || !names->sh_size ||
	    e->bytes[names->sh_offset + names->sh_size - 1])
		return;
	for (unsigned i = 0; i < h->e_shnum; i++) {
		if (s[i].sh_name >= names->sh_size ||
		    strcmp((char *)e->bytes + names->sh_offset + s[i].sh_name,
			   "tw_library"))
			continue;
		e->library = s[i].sh_addr;
		e->library_end = s[i].sh_addr + s[i].sh_size;
	}
}

/* The file's bytes at an address, NUL-terminated within the segment. */
static const char *string_at(const struct object *e, uint64_t addr)
{
	for (unsigned i = 0; i < header(e)->e_phnum; i++) {
		const Elf64_Phdr *p = segment(e, i);
		uint64_t at = addr - p->p_vaddr;

		if (p->p_type != PT_LOAD || addr < p->p_vaddr ||
		    at >= p->p_filesz || !inside(e, p->p_offset, p->p_filesz))
			continue;
		if (memchr(e->bytes + p->p_offset + at, 0, p->p_filesz - at))
			return (const char *)e->bytes + p->p_offset + at;
	}
	return NULL;
}

static const char *find_info(const struct object *e)
{
	const Elf64_Shdr *names, *table = section(e, SHT_DYNSYM);
	const Elf64_Sym *sym;

	if (!table || table->sh_link >= header(e)->e_shnum)
		return NULL;
	names = (Elf64_Shdr *)(e->bytes + header(e)->e_shoff) + table->sh_link;
	if (!inside(e, names->sh_offset, names->sh_size) || !names->sh_size ||
	    e->bytes[names->sh_offset + names->sh_size - 1])
		return NULL;
	sym = (const Elf64_Sym *)(e->bytes + table->sh_offset);
	for (size_t i = 0; i < table->sh_size / sizeof(*sym); i++)
		if (sym[i].st_name < names->sh_size && sym[i].st_shndx &&
		    !strcmp((char *)e->bytes + names->sh_offset +
				    sym[i].st_name,
			    INFO_SYMBOL))
			return string_at(e, sym[i].st_value);
	return NULL;
}

bool object_open(struct object *e, const char *path, uint8_t *bytes, size_t len,
		 GError **error)
{
	const char *info;

	*e = (struct object){.bytes = bytes, .len = len};
	if (!check_header(e, path, error))
		return false;
	find_segments(e);
	find_library(e);
	info = find_info(e);
	if (!info || !g_str_has_prefix(info, INFO_PREFIX))
		return fail(error, path,
			    "not an object of this `twowire cc`: compile the "
			    "firmware's sources with it");
	g_strlcpy(e->platform, info + strlen(INFO_PREFIX), sizeof(e->platform));
	return true;
}

static bool is_address(int64_t tag)
{
	switch (tag) {
	case DT_PLTGOT:
	case DT_HASH:
	case DT_STRTAB:
	case DT_SYMTAB:
	case DT_RELA:
	case DT_INIT:
	case DT_FINI:
	case DT_JMPREL:
	case DT_INIT_ARRAY:
	case DT_FINI_ARRAY:
	case DT_PREINIT_ARRAY:
	case DT_GNU_HASH:
	case DT_VERSYM:
	case DT_VERDEF:
	case DT_VERNEED:
		return true;
	}
	return false;
}

static void move_relocations(struct object *e, uint64_t delta)
{
	const Elf64_Shdr *s =
		(const Elf64_Shdr *)(e->bytes + header(e)->e_shoff);

	for (unsigned i = 0; i < header(e)->e_shnum; i++, s++) {
		Elf64_Rela *r = (Elf64_Rela *)(e->bytes + s->sh_offset);

		if (s->sh_type != SHT_RELA || !(s->sh_flags & SHF_ALLOC) ||
		    !inside(e, s->sh_offset, s->sh_size) || s->sh_offset % 8)
			continue;
		for (size_t n = s->sh_size / sizeof(*r); n; n--, r++) {
			r->r_offset += delta;
			if (ELF64_R_TYPE(r->r_info) == RELATIVE)
				r->r_addend += (int64_t)delta;
		}
	}
}

void object_move(struct object *e, uint64_t delta)
{
	const Elf64_Shdr *s = section(e, SHT_DYNAMIC);
	Elf64_Dyn *d = s ? (Elf64_Dyn *)(e->bytes + s->sh_offset) : NULL;

	for (size_t n = s ? s->sh_size / sizeof(*d) : 0; n; n--, d++)
		if (is_address(d->d_tag))
			d->d_un.d_ptr += delta;
	s = section(e, SHT_DYNSYM);
	for (size_t i = 0; s && i < s->sh_size / sizeof(Elf64_Sym); i++) {
		Elf64_Sym *sym = (Elf64_Sym *)(e->bytes + s->sh_offset) + i;

		if (sym->st_shndx != SHN_UNDEF && sym->st_shndx != SHN_ABS)
			sym->st_value += delta;
	}
	move_relocations(e, delta);
	for (unsigned i = 0; i < header(e)->e_phnum; i++) {
		segment(e, i)->p_vaddr += delta;
		segment(e, i)->p_paddr += delta;
	}
}
