/* SPDX-License-Identifier: MIT */
#ifndef TW_CLI_BESIDE_H
#define TW_CLI_BESIDE_H

/* Another program of twowire's: beside the running one, where it is installed,
 * or in @folder beside the one that this was built in. NULL: it is not there.
 * Free with g_free(). */
char *find_beside(const char *name, const char *folder);

#endif /* TW_CLI_BESIDE_H */
