/* SPDX-License-Identifier: MIT */
/*
 * ARM system instructions in firmware's inline assembly, on an x86-64 host:
 * fw/arm.s makes macros of them, which call here. The compiler does not know
 * that anything is called, so every register and the flags are preserved.
 * Empty infinite loops call here too.
 *
 * Left out: other hosts, where inline assembly of ARM's M profile does not
 *           assemble.
 */
#include "runtime/runtime.h"

#include "twowire/firmware.h"

#if defined(__x86_64__)

#define STUB(name, function)                                                   \
	".globl " name "\n"                                                    \
	".type " name ",@function\n" name ":\n"                                \
	"	.cfi_startproc\n"                                                    \
	"	pushfq\n"                                                            \
	"	.cfi_adjust_cfa_offset 8\n"                                          \
	"	pushq %rbp\n"                                                        \
	"	.cfi_adjust_cfa_offset 8\n"                                          \
	"	.cfi_rel_offset rbp,0\n"                                             \
	"	movq %rsp,%rbp\n"                                                    \
	"	.cfi_def_cfa_register rbp\n"                                         \
	"	pushq %rax\n"                                                        \
	"	pushq %rcx\n"                                                        \
	"	pushq %rdx\n"                                                        \
	"	pushq %rsi\n"                                                        \
	"	pushq %rdi\n"                                                        \
	"	pushq %r8\n"                                                         \
	"	pushq %r9\n"                                                         \
	"	pushq %r10\n"                                                        \
	"	pushq %r11\n"                                                        \
	"	subq $512,%rsp\n"                                                    \
	"	andq $-64,%rsp\n"                                                    \
	"	fxsave (%rsp)\n"                                                     \
	"	leaq 24(%rbp),%rdi\n"                                                \
	"	call " function "@PLT\n"                                       \
	"	fxrstor (%rsp)\n"                                                    \
	"	leaq -72(%rbp),%rsp\n"                                               \
	"	popq %r11\n"                                                         \
	"	popq %r10\n"                                                         \
	"	popq %r9\n"                                                          \
	"	popq %r8\n"                                                          \
	"	popq %rdi\n"                                                         \
	"	popq %rsi\n"                                                         \
	"	popq %rdx\n"                                                         \
	"	popq %rcx\n"                                                         \
	"	popq %rax\n"                                                         \
	"	popq %rbp\n"                                                         \
	"	.cfi_def_cfa rsp,16\n"                                               \
	"	popfq\n"                                                             \
	"	.cfi_adjust_cfa_offset -8\n"                                         \
	"	ret\n"                                                               \
	"	.cfi_endproc\n"                                                      \
	".size " name ",.-" name "\n"

__asm__(".text\n" STUB("__tw_arm_barrier", "arm_barrier") STUB("__tw_arm_wfi",
							       "arm_wfi")
		STUB("__tw_arm_wfe", "arm_wfe") STUB("__tw_arm_sev", "arm_sev")
			STUB("__tw_arm_cpsid",
			     "arm_cpsid") STUB("__tw_arm_cpsie", "arm_cpsie")
				STUB("__tw_arm_mrs",
				     "arm_mrs") STUB("__tw_arm_msr", "arm_msr")
					STUB("__tw_arm_trap", "arm_trap")
						STUB("__tw_selfloop",
						     "arm_idle"));

#elif defined(__aarch64__)

/* Nothing lives in a register across an empty infinite loop but the frame's
 * own pointers, which a call preserves. */
__asm__(".text\n"
	".globl __tw_selfloop\n"
	".type __tw_selfloop,%function\n"
	"__tw_selfloop:\n"
	"	.cfi_startproc\n"
	"	b arm_idle\n"
	"	.cfi_endproc\n"
	".size __tw_selfloop,.-__tw_selfloop\n");

#endif

/* @slot: what the macro pushed before the call. */
void arm_barrier(void *slot);
void arm_wfi(void *slot);
void arm_idle(void *slot);
void arm_wfe(void *slot);
void arm_sev(void *slot);
void arm_cpsid(void *slot);
void arm_cpsie(void *slot);
void arm_mrs(uint64_t *slot);
void arm_msr(uint64_t *slot);
void arm_trap(void *slot);

/* As fw/arm.s counts them; others read 0 and store nothing. */
enum special { PRIMASK, IPSR, BASEPRI, BASEPRI_MAX };

/* Costs an access, as the instruction does about. */
void arm_barrier(void *slot)
{
	hook_read((uintptr_t)slot, 1);
}

void arm_wfi(void *slot)
{
	tw_fw_wfi();
}

/* An empty endless loop: interrupts are taken, and it goes on. */
void arm_idle(void *slot)
{
	struct request r = {
		.kind = REQUEST_IDLE,
		.sp = (uintptr_t)__builtin_frame_address(0),
	};

	cpu_ask(current, &r);
}

void arm_wfe(void *slot)
{
	tw_fw_wfe();
}

void arm_sev(void *slot)
{
	tw_fw_sev();
}

void arm_cpsid(void *slot)
{
	tw_fw_set_primask(1);
}

void arm_cpsie(void *slot)
{
	tw_fw_set_primask(0);
}

/* Slot: which register; out: its value. */
void arm_mrs(uint64_t *slot)
{
	switch ((enum special)slot[0]) {
	case PRIMASK:
		slot[0] = tw_fw_primask();
		break;
	case IPSR:
		slot[0] = tw_fw_exception();
		break;
	case BASEPRI:
	case BASEPRI_MAX:
		slot[0] = tw_fw_basepri();
		break;
	default:
		slot[0] = 0;
		break;
	}
}

/* Slots: which register, the value. */
void arm_msr(uint64_t *slot)
{
	uint8_t value = (uint8_t)slot[1];
	uint32_t before = tw_fw_basepri();

	if (slot[0] == PRIMASK)
		tw_fw_set_primask((uint32_t)slot[1]);
	else if (slot[0] == BASEPRI)
		tw_fw_set_basepri(value);
	else if (slot[0] == BASEPRI_MAX && value && (!before || value < before))
		tw_fw_set_basepri(value);
}

void arm_trap(void *slot)
{
	tw_fw_fail("breakpoint or supervisor call", NULL);
}
