/* SPDX-License-Identifier: MIT */
/* What runs at boot: functions in their levels' order, in one level as the
 * sources were named. */
#ifndef TW_LINUX_INIT_H
#define TW_LINUX_INIT_H

#include <linux/compiler.h>

typedef int (*initcall_t)(void);

struct tw_initcall {
	initcall_t call;
	unsigned level;
};

#define __init
#define __exit
#define __initdata
#define __initconst
#define __devinit
#define __devexit
#define __devexit_p(f) f

#define TW_INITCALL(function, order)                                           \
	static const struct tw_initcall tw_initcall_##function __attribute__(( \
		__used__, __section__("tw_initcalls"))) = {function, order}

#define pure_initcall(f)     TW_INITCALL(f, 0)
#define core_initcall(f)     TW_INITCALL(f, 1)
#define postcore_initcall(f) TW_INITCALL(f, 2)
#define arch_initcall(f)     TW_INITCALL(f, 3)
#define subsys_initcall(f)   TW_INITCALL(f, 4)
#define fs_initcall(f)	     TW_INITCALL(f, 5)
#define device_initcall(f)   TW_INITCALL(f, 6)
#define late_initcall(f)     TW_INITCALL(f, 7)

#endif /* TW_LINUX_INIT_H */
