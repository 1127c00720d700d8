/* SPDX-License-Identifier: MIT */
/* "Did you mean": the word of a list that is nearest to a misspelt one. */
#ifndef TW_SCENARIO_NEAREST_H
#define TW_SCENARIO_NEAREST_H

/* @words: ends with NULL. Returns one of them, or NULL where none is near. Of
 * equally near ones the first. */
const char *tw_nearest(const char *word, const char *const *words);

#endif /* TW_SCENARIO_NEAREST_H */
