/* SPDX-License-Identifier: MIT */
#include "static_program.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

static bool read_at(int fd, void *to, size_t n, uint64_t offset)
{
	return pread(fd, to, n, (off_t)offset) == (ssize_t)n;
}

/* Only those of 64 bits can be supervised. */
static bool has_no_interpreter(int fd)
{
	Elf64_Ehdr head;
	Elf64_Phdr part;

	if (!read_at(fd, &head, sizeof(head), 0) ||
	    memcmp(head.e_ident, ELFMAG, SELFMAG) ||
	    head.e_ident[EI_CLASS] != ELFCLASS64 ||
	    head.e_ident[EI_DATA] != ELFDATA2LSB ||
	    (head.e_type != ET_EXEC && head.e_type != ET_DYN) ||
	    head.e_phentsize != sizeof(part))
		return false;
	for (unsigned i = 0; i < head.e_phnum; i++) {
		uint64_t at = head.e_phoff + i * sizeof(part);

		if (!read_at(fd, &part, sizeof(part), at) ||
		    part.p_type == PT_INTERP)
			return false;
	}
	return true;
}

bool program_is_static(const char *name)
{
	g_autofree char *path = g_find_program_in_path(name);
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	bool is = fd >= 0 && has_no_interpreter(fd);

	if (fd >= 0)
		close(fd);
	return is;
}
