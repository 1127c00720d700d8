/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_DEVICETREE_H
#define TW_ZEPHYR_DEVICETREE_H

/*
 * The devicetree: the chip's own nodes, and those that firmware brings in a
 * header of such macros, named with -include. A node's identifier is its path:
 * DT_N_S_soc_S_i2c_40000000.
 */
#include <zephyr/sys/util_macro.h>

#include <zephyr/tw_devicetree.h>

/* --- which node --------------------------------------------------------------
 */

#define DT_ROOT		    DT_N
#define DT_INVALID_NODE	    _
#define DT_NODELABEL(label) UTIL_CAT(DT_N_NODELABEL_, label)
#define DT_ALIAS(alias)	    UTIL_CAT(DT_N_ALIAS_, alias)
#define DT_CHOSEN(prop)	    UTIL_CAT(DT_CHOSEN_, prop)
#define DT_INST(inst, compat)                                                  \
	UTIL_CAT(DT_N_INST_, UTIL_CAT(inst, UTIL_CAT(_, compat)))
#define DT_PARENT(node)		      UTIL_CAT(node, _PARENT)
#define DT_GPARENT(node)	      DT_PARENT(DT_PARENT(node))
#define DT_CHILD(node, child)	      UTIL_CAT(node, UTIL_CAT(_S_, child))
#define DT_PATH_INTERNAL_1(a)	      DT_N_S_##a
#define DT_PATH_INTERNAL_2(a, b)      DT_N_S_##a##_S_##b
#define DT_PATH_PICK(a, b, name, ...) name
#define DT_PATH(...)                                                           \
	DT_PATH_PICK(__VA_ARGS__, DT_PATH_INTERNAL_2, DT_PATH_INTERNAL_1, ~)   \
	(__VA_ARGS__)
#define DT_COMPAT_GET_ANY_STATUS_OKAY(compat) DT_INST(0, compat)

/* --- what is there
 * ------------------------------------------------------------ */

#define DT_NODE_EXISTS(node) IS_ENABLED(UTIL_CAT(node, _EXISTS))
#define DT_NODE_HAS_STATUS(node, s)                                            \
	IS_ENABLED(UTIL_CAT(node, UTIL_CAT(_STATUS_, s)))
#define DT_NODE_HAS_STATUS_OKAY(node) DT_NODE_HAS_STATUS(node, okay)
#define DT_NODE_HAS_PROP(node, prop)                                           \
	IS_ENABLED(UTIL_CAT(node, UTIL_CAT(_P_, UTIL_CAT(prop, _EXISTS))))
#define DT_HAS_CHOSEN(prop) DT_NODE_EXISTS(DT_CHOSEN(prop))
#define DT_HAS_ALIAS(alias) DT_NODE_EXISTS(DT_ALIAS(alias))
#define DT_NODE_HAS_COMPAT(node, c)                                            \
	IS_ENABLED(UTIL_CAT(node, UTIL_CAT(_COMPAT_MATCHES_, c)))
#define DT_HAS_COMPAT_STATUS_OKAY(c)                                           \
	IS_ENABLED(UTIL_CAT(DT_COMPAT_HAS_OKAY_, c))
#define DT_NUM_INST_STATUS_OKAY(c)                                             \
	COND_CODE_1(DT_HAS_COMPAT_STATUS_OKAY(c),                              \
		    (UTIL_CAT(DT_N_INST_, UTIL_CAT(c, _NUM_OKAY))), (0))
#define DT_ON_BUS(node, bus) IS_ENABLED(UTIL_CAT(node, UTIL_CAT(_BUS_, bus)))

/* --- what it says
 * --------------------------------------------------------------- */

#define DT_PROP(node, prop) UTIL_CAT(node, UTIL_CAT(_P_, prop))
#define DT_PROP_OR(node, prop, or)                                             \
	COND_CODE_1(DT_NODE_HAS_PROP(node, prop), (DT_PROP(node, prop)), (or))
#define DT_PROP_LEN(node, prop)                                                \
	UTIL_CAT(node, UTIL_CAT(_P_, UTIL_CAT(prop, _LEN)))
#define DT_PROP_LEN_OR(node, prop, or)                                         \
	COND_CODE_1(DT_NODE_HAS_PROP(node, prop), (DT_PROP_LEN(node, prop)),   \
		    (or))
#define DT_PROP_BY_IDX(node, prop, i)                                          \
	UTIL_CAT(node, UTIL_CAT(_P_, UTIL_CAT(prop, UTIL_CAT(_IDX_, i))))
#define DT_PHANDLE_BY_IDX(node, prop, i)                                       \
	UTIL_CAT(node,                                                         \
		 UTIL_CAT(_P_,                                                 \
			  UTIL_CAT(prop, UTIL_CAT(_IDX_, UTIL_CAT(i, _PH)))))
#define DT_PHANDLE(node, prop) DT_PHANDLE_BY_IDX(node, prop, 0)
#define DT_PHA_BY_IDX(node, prop, i, cell)                                     \
	UTIL_CAT(node,                                                         \
		 UTIL_CAT(_P_,                                                 \
			  UTIL_CAT(prop,                                       \
				   UTIL_CAT(_IDX_,                             \
					    UTIL_CAT(i, UTIL_CAT(_VAL_,        \
								 cell))))))
#define DT_PHA(node, prop, cell)	 DT_PHA_BY_IDX(node, prop, 0, cell)
#define DT_REG_ADDR(node)		 UTIL_CAT(node, _REG_IDX_0_VAL_ADDRESS)
#define DT_BUS(node)			 UTIL_CAT(node, _BUS)
#define DT_NODE_PATH(node)		 UTIL_CAT(node, _PATH)
#define DT_NODE_FULL_NAME(node)		 UTIL_CAT(node, _FULL_NAME)
#define DT_DEP_ORD(node)		 UTIL_CAT(node, _ORD)
#define DT_GPIO_CTLR_BY_IDX(node, p, i)	 DT_PHANDLE_BY_IDX(node, p, i)
#define DT_GPIO_PIN_BY_IDX(node, p, i)	 DT_PHA_BY_IDX(node, p, i, pin)
#define DT_GPIO_FLAGS_BY_IDX(node, p, i) DT_PHA_BY_IDX(node, p, i, flags)

#define DT_FOREACH_STATUS_OKAY(compat, fn)                                     \
	COND_CODE_1(DT_HAS_COMPAT_STATUS_OKAY(compat),                         \
		    (UTIL_CAT(DT_FOREACH_OKAY_, compat)(fn)), ())

/* --- instances of DT_DRV_COMPAT
 * ---------------------------------------------------- */

#define DT_DRV_INST(inst)		DT_INST(inst, DT_DRV_COMPAT)
#define DT_INST_PROP(inst, prop)	DT_PROP(DT_DRV_INST(inst), prop)
#define DT_INST_PROP_OR(inst, prop, or) DT_PROP_OR(DT_DRV_INST(inst), prop, or)
#define DT_INST_PROP_LEN(inst, prop)	DT_PROP_LEN(DT_DRV_INST(inst), prop)
#define DT_INST_PROP_BY_IDX(inst, prop, i)                                     \
	DT_PROP_BY_IDX(DT_DRV_INST(inst), prop, i)
#define DT_INST_NODE_HAS_PROP(inst, prop)                                      \
	DT_NODE_HAS_PROP(DT_DRV_INST(inst), prop)
#define DT_INST_REG_ADDR(inst)	    DT_REG_ADDR(DT_DRV_INST(inst))
#define DT_INST_BUS(inst)	    DT_BUS(DT_DRV_INST(inst))
#define DT_INST_PARENT(inst)	    DT_PARENT(DT_DRV_INST(inst))
#define DT_INST_PHANDLE(inst, prop) DT_PHANDLE(DT_DRV_INST(inst), prop)
#define DT_INST_ON_BUS(inst, bus)   DT_ON_BUS(DT_DRV_INST(inst), bus)
#define DT_NUM_INST(compat)	    DT_NUM_INST_STATUS_OKAY(compat)
#define DT_ANY_INST_ON_BUS_STATUS_OKAY(bus)                                    \
	DT_HAS_COMPAT_STATUS_OKAY(DT_DRV_COMPAT)
#define DT_INST_FOREACH_STATUS_OKAY(fn)                                        \
	COND_CODE_1(DT_HAS_COMPAT_STATUS_OKAY(DT_DRV_COMPAT),                  \
		    (UTIL_CAT(DT_FOREACH_OKAY_INST_, DT_DRV_COMPAT)(fn)), ())

#endif /* TW_ZEPHYR_DEVICETREE_H */
