/* SPDX-License-Identifier: MIT */
/*
 * tw-bench-floor FILE.sr: what a decoder cannot do without: inflates all
 * samples and looks for changes of the lowest two bits, with nothing else.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define CHUNK (256u * 1024)
#define WIRES 0x0303030303030303u

static uint8_t buf[CHUNK];

static uint64_t changes(const uint8_t *p, size_t n, uint8_t *last)
{
	uint64_t found = 0;
	uint64_t word, before;
	size_t i = 0;

	for (; i < n && i < 1; i++)
		found += (p[i] ^ *last) & 3;
	for (; i + 8 <= n; i += 8) {
		memcpy(&word, p + i, 8);
		memcpy(&before, p + i - 1, 8);
		word = (word ^ before) & WIRES;
		if (word)
			found += (uint64_t)__builtin_popcountll(word);
	}
	for (; i < n; i++)
		found += !!((p[i] ^ p[i - 1]) & 3);
	*last = p[n - 1];
	return found;
}

int main(int argc, char **argv)
{
	zip_t *zip = argc == 2 ? zip_open(argv[1], ZIP_RDONLY, NULL) : NULL;
	uint64_t found = 0;
	uint8_t last = 3;

	if (!zip)
		return 2;
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
		zip_file_t *f = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		zip_int64_t n;

		if (!f)
			return 2;
		while (!strncmp(name, "logic-", 6) &&
		       (n = zip_fread(f, buf, CHUNK)) > 0)
			found += changes(buf, (size_t)n, &last);
		zip_fclose(f);
	}
	printf("%llu\n", (unsigned long long)found);
	zip_discard(zip);
	return 0;
}
