# SPDX-License-Identifier: MIT
# ARM system instructions as macros for x86-64. The functions called preserve
# every register and the flags; firmware is compiled without a red zone.

.macro dmb option=0
	call __tw_arm_barrier@PLT
.endm
.macro dsb option=0
	call __tw_arm_barrier@PLT
.endm
.macro isb option=0
	call __tw_arm_barrier@PLT
.endm
.macro wfi
	call __tw_arm_wfi@PLT
.endm
.macro wfe
	call __tw_arm_wfe@PLT
.endm
.macro sev
	call __tw_arm_sev@PLT
.endm
.macro cpsid flags
	call __tw_arm_cpsid@PLT
.endm
.macro cpsie flags
	call __tw_arm_cpsie@PLT
.endm
.macro bkpt number=0
	call __tw_arm_trap@PLT
.endm
.macro svc number=0
	call __tw_arm_trap@PLT
.endm

# Pushes the number of a special register, of its name in lower or upper case.
.macro tw_push_special name
	.set tw_special, 4
	.irp spelling, primask, PRIMASK
	.ifc \name,\spelling
	.set tw_special, 0
	.endif
	.endr
	.irp spelling, ipsr, IPSR
	.ifc \name,\spelling
	.set tw_special, 1
	.endif
	.endr
	.irp spelling, basepri, BASEPRI
	.ifc \name,\spelling
	.set tw_special, 2
	.endif
	.endr
	.irp spelling, basepri_max, BASEPRI_MAX
	.ifc \name,\spelling
	.set tw_special, 3
	.endif
	.endr
	pushq $tw_special
.endm

# pushq or popq with the 64-bit name of a 32-bit register.
.macro tw_stack verb, reg
	.irp r, ax, bx, cx, dx, si, di, bp
	.ifc \reg,%e\r
	\verb %r\r
	.endif
	.endr
	.ifc \reg,%r8d
	\verb %r8
	.endif
	.ifc \reg,%r9d
	\verb %r9
	.endif
	.ifc \reg,%r10d
	\verb %r10
	.endif
	.ifc \reg,%r11d
	\verb %r11
	.endif
	.ifc \reg,%r12d
	\verb %r12
	.endif
	.ifc \reg,%r13d
	\verb %r13
	.endif
	.ifc \reg,%r14d
	\verb %r14
	.endif
	.ifc \reg,%r15d
	\verb %r15
	.endif
.endm

.macro mrs reg, special
	tw_push_special \special
	call __tw_arm_mrs@PLT
	tw_stack popq, \reg
.endm
.macro msr special, reg
	tw_stack pushq, \reg
	tw_push_special \special
	call __tw_arm_msr@PLT
	leaq 16(%rsp), %rsp
.endm

# Exclusive loads and stores of variables: a CPU's own interrupts come between
# hooks only, so that the store never fails. With the branch round them.
.macro .syntax mode
.endm
.macro bne label
	jne \label
.endm
.macro tw_at addr, verb, operands:vararg
	.irp r, rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
	.ifc \addr,[%\r]
	tw_\verb %\r, \operands
	.endif
	.endr
.endm
.macro tw_load pointer, reg
	movl (\pointer), \reg
.endm
.macro tw_store pointer, reg
	movl \reg, (\pointer)
.endm
.macro ldrex reg, addr
	tw_at \addr, load, \reg
.endm
.macro strex status, reg, addr
	tw_at \addr, store, \reg
	movl $0, \status
.endm
