/* SPDX-License-Identifier: MIT */
/*
 * longjmp() is the host's, but for one to where nobody is: to what setjmp() has
 * not filled, or to a function that has returned.
 */
#include <setjmp.h>
#include <stdint.h>

#include "twowire/firmware.h"

void _longjmp(jmp_buf env, int val) __attribute__((__noreturn__));

/* Is there a caller of setjmp() with this stack pointer, further out? */
static int is_there(uintptr_t sp)
{
	return sp > (uintptr_t)__builtin_frame_address(0) &&
	       tw_fw_in_ram((const void *)sp, sizeof(sp));
}

static void check(const jmp_buf env)
{
#ifdef __x86_64__
	/* glibc keeps it rotated, and mixed with a word of the thread's. */
	uintptr_t sp = (uintptr_t)env[0].__jmpbuf[6], guard;

	__asm__("movq %%fs:0x30, %0" : "=r"(guard));
	sp = (sp >> 17 | sp << 47) ^ guard;
#else
	uintptr_t sp = (uintptr_t)__builtin_frame_address(0) + 1;
#endif
	if (!is_there(sp))
		tw_fw_fail("longjmp() to where nobody is", NULL);
}

void longjmp(jmp_buf env, int val)
{
	check(env);
	siglongjmp(env, val);
}

void _longjmp(jmp_buf env, int val)
{
	check(env);
	siglongjmp(env, val);
}
