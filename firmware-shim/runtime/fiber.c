/* SPDX-License-Identifier: MIT */
/*
 * The switch between stacks: what a function call must preserve, the stack
 * pointer, and no more.
 *
 * Modelled: x86-64 (System V) and aarch64 (AAPCS64).
 * Left out: floating-point modes (MXCSR, x87 control word, FPCR) are shared:
 *           neither firmware nor the engine changes them.
 */
#include "runtime/fiber.h"

#include <stdint.h>
#include <string.h>

void fiber_entry(void);

#if defined(__x86_64__)

/* An indirect jump in place of `ret`: the return-address predictor would be
 * wrong each time, which costs more than the switch. */
__asm__(".text\n"
	".globl fiber_switch\n"
	".type fiber_switch,@function\n"
	"fiber_switch:\n"
	"	.cfi_startproc\n"
	"	endbr64\n"
	"	pushq %rbp\n"
	"	pushq %rbx\n"
	"	pushq %r12\n"
	"	pushq %r13\n"
	"	pushq %r14\n"
	"	pushq %r15\n"
	"	movq %rsp,(%rdi)\n"
	"	movq (%rsi),%rsp\n"
	".globl fiber_land\n"
	".type fiber_land,@function\n"
	"fiber_land:\n"
	"	popq %r15\n"
	"	popq %r14\n"
	"	popq %r13\n"
	"	popq %r12\n"
	"	popq %rbx\n"
	"	popq %rbp\n"
	"	popq %rcx\n"
	"	jmpq *%rcx\n"
	"	.cfi_endproc\n"
	".size fiber_switch,.-fiber_switch\n"
	".globl fiber_entry\n"
	".type fiber_entry,@function\n"
	"fiber_entry:\n"
	"	.cfi_startproc\n"
	"	.cfi_undefined rip\n"
	"	movq %r12,%rdi\n"
	"	callq *%rbx\n"
	"	ud2\n"
	"	.cfi_endproc\n"
	".size fiber_entry,.-fiber_entry\n");

enum { R15, R14, R13, R12, RBX, RBP, RIP, N_WORDS };

void fiber_init(struct fiber *fiber, void *top, void (*fn)(void *), void *arg)
{
	/* After the jump the stack pointer is @top: aligned, as a call in
	 * fiber_entry needs it. */
	uintptr_t *s = (uintptr_t *)top - N_WORDS;

	memset(s, 0, N_WORDS * sizeof(*s));
	s[R12] = (uintptr_t)arg;
	s[RBX] = (uintptr_t)fn;
	s[RIP] = (uintptr_t)fiber_entry;
	fiber->sp = s;
}

#elif defined(__aarch64__)

__asm__(".text\n"
	".globl fiber_switch\n"
	".type fiber_switch,%function\n"
	"fiber_switch:\n"
	"	.cfi_startproc\n"
	"	sub sp,sp,#160\n"
	"	stp x19,x20,[sp]\n"
	"	stp x21,x22,[sp,#16]\n"
	"	stp x23,x24,[sp,#32]\n"
	"	stp x25,x26,[sp,#48]\n"
	"	stp x27,x28,[sp,#64]\n"
	"	stp x29,x30,[sp,#80]\n"
	"	stp d8,d9,[sp,#96]\n"
	"	stp d10,d11,[sp,#112]\n"
	"	stp d12,d13,[sp,#128]\n"
	"	stp d14,d15,[sp,#144]\n"
	"	mov x9,sp\n"
	"	str x9,[x0]\n"
	"	ldr x9,[x1]\n"
	"	mov sp,x9\n"
	".globl fiber_land\n"
	".type fiber_land,%function\n"
	"fiber_land:\n"
	"	ldp x19,x20,[sp]\n"
	"	ldp x21,x22,[sp,#16]\n"
	"	ldp x23,x24,[sp,#32]\n"
	"	ldp x25,x26,[sp,#48]\n"
	"	ldp x27,x28,[sp,#64]\n"
	"	ldp x29,x30,[sp,#80]\n"
	"	ldp d8,d9,[sp,#96]\n"
	"	ldp d10,d11,[sp,#112]\n"
	"	ldp d12,d13,[sp,#128]\n"
	"	ldp d14,d15,[sp,#144]\n"
	"	add sp,sp,#160\n"
	"	ret\n"
	"	.cfi_endproc\n"
	".size fiber_switch,.-fiber_switch\n"
	".globl fiber_entry\n"
	".type fiber_entry,%function\n"
	"fiber_entry:\n"
	"	.cfi_startproc\n"
	"	.cfi_undefined x30\n"
	"	mov x0,x20\n"
	"	blr x19\n"
	"	brk #0\n"
	"	.cfi_endproc\n"
	".size fiber_entry,.-fiber_entry\n");

enum { X19, X20, X30 = 11, FRAME = 160 };

void fiber_init(struct fiber *fiber, void *top, void (*fn)(void *), void *arg)
{
	uintptr_t *s = (uintptr_t *)((char *)top - FRAME);

	memset(s, 0, FRAME);
	s[X19] = (uintptr_t)fn;
	s[X20] = (uintptr_t)arg;
	s[X30] = (uintptr_t)fiber_entry;
	fiber->sp = s;
}

#else
#error "firmware needs a stack switch for this CPU: see fiber.c"
#endif
