/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_DEVICE_H
#define TW_ZEPHYR_DEVICE_H

#include <zephyr/devicetree.h>
#include <zephyr/init.h>
#include <zephyr/sys/util.h>

struct device_state {
	int init_res;
	bool initialized;
};

struct device {
	const char *name;
	const void *config;
	const void *api;
	struct device_state *state;
	void *data;
};

#define DEVICE_NAME_GET(id)   UTIL_CAT(__device_, id)
#define TW_DEVICE_OF(node)    DEVICE_NAME_GET(UTIL_CAT(dts_ord_, DT_DEP_ORD(node)))
#define DEVICE_DT_NAME(node)  DT_PROP_OR(node, label, DT_NODE_FULL_NAME(node))
#define DEVICE_DT_GET(node)   (&TW_DEVICE_OF(node))
#define DEVICE_DT_INST_GET(i) DEVICE_DT_GET(DT_DRV_INST(i))
#define DEVICE_DT_GET_OR_NULL(node)                                            \
	COND_CODE_1(DT_NODE_HAS_STATUS(node, okay), (DEVICE_DT_GET(node)),     \
		    (NULL))
#define DEVICE_DT_GET_ONE(compat) DEVICE_DT_GET(DT_INST(0, compat))
#define DEVICE_DT_GET_ANY(compat)                                              \
	COND_CODE_1(DT_HAS_COMPAT_STATUS_OKAY(compat),                         \
		    (DEVICE_DT_GET_ONE(compat)), (NULL))
#define DEVICE_GET(id)		    (&DEVICE_NAME_GET(id))
#define DEVICE_DECLARE(id)	    static const struct device DEVICE_NAME_GET(id)
#define DEVICE_API(api_class, name) const struct api_class##_driver_api name
#define DEVICE_DT_DEFINE(node, ...)                                            \
	TW_DEVICE_DEFINE(TW_DEVICE_OF(node), DT_DEP_ORD(node),                 \
			 DEVICE_DT_NAME(node), __VA_ARGS__)
#define DEVICE_DT_INST_DEFINE(i, ...)                                          \
	DEVICE_DT_DEFINE(DT_DRV_INST(i), __VA_ARGS__)
#define DEVICE_DEFINE(id, name, ...)                                           \
	TW_DEVICE_DEFINE(DEVICE_NAME_GET(id), id, name, __VA_ARGS__)
#define TW_DEVICE_DEFINE(...) TW_DEVICE_DEFINE2(__VA_ARGS__)
#define TW_DEVICE_DEFINE2(symbol, id, name_, init_fn, pm, data_, config_,      \
			  level_, prio, api_, ...)                             \
	static struct device_state tw_state_##id;                              \
	extern const struct device symbol;                                     \
	const struct device symbol = {.name = (name_),                         \
				      .config = (config_),                     \
				      .api = (api_),                           \
				      .state = &tw_state_##id,                 \
				      .data = (data_)};                        \
	TW_INIT_ENTRY(symbol) = {.level = TW_INIT_##level_,                    \
				 .priority = (prio),                           \
				 .init = (init_fn),                            \
				 .dev = &symbol}

/* The chip's, and those that firmware brings. */
extern const struct device __device_dts_ord_1;
extern const struct device __device_dts_ord_2;
extern const struct device __device_dts_ord_3;
#define TW_DECLARE_DEVICE(node) extern const struct device TW_DEVICE_OF(node);
#ifdef DT_FOREACH_OKAY_HELPER
DT_FOREACH_OKAY_HELPER(TW_DECLARE_DEVICE)
#endif

bool device_is_ready(const struct device *dev);
/* By its name: "i2c@40000000". */
const struct device *device_get_binding(const char *name);

#endif /* TW_ZEPHYR_DEVICE_H */
