/* SPDX-License-Identifier: MIT */
/* What a device model is made of. The only header models/ includes. */
#ifndef TW_MODEL_H
#define TW_MODEL_H

typedef struct tw_device tw_device; /* one instance of a model on a bus */

struct tw_model {
	const char *name;
	const char *summary;
};

#endif /* TW_MODEL_H */
