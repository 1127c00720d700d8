/* SPDX-License-Identifier: MIT */
/*
 * What code that runs as firmware may ask of the simulated CPU it runs on: for
 * a platform's HAL (firmware-shim/<platform>/hal) and firmware's C library,
 * never for firmware itself, which knows of no simulator. Every call lets
 * interrupts happen as a register access does.
 */
#ifndef TW_FIRMWARE_H
#define TW_FIRMWARE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* As the instruction WFI: sleeps until an interrupt is pending that could be
 * taken were PRIMASK 0. */
void tw_fw_wfi(void);
/* As WFE and SEV: the event register is set by tw_fw_sev() on any CPU of the
 * chip and by every interrupt's entry and exit. */
void tw_fw_wfe(void);
void tw_fw_sev(void);

/* Time passes as if the CPU counted that many cycles; interrupts are taken
 * meanwhile and do not make the wait longer. */
void tw_fw_wait_cycles(uint64_t cycles);

/* 1: no interrupt is taken. */
uint32_t tw_fw_primask(void);
void tw_fw_set_primask(uint32_t primask);
/* Armv7-M: interrupts of this priority value and above wait; 0: none. */
uint32_t tw_fw_basepri(void);
void tw_fw_set_basepri(uint32_t basepri);

/* In a handler the exception's or vector's number, else 0 (ARM's IPSR: 16 + the
 * interrupt's). */
unsigned tw_fw_exception(void);
unsigned tw_fw_cpu(void); /* 0 or 1 */

/* CPU cycles and ns of simulated time since the chip's power-on. */
uint64_t tw_fw_cycles(void);
uint64_t tw_fw_time_ns(void);

/* Do these bytes lie in what is RAM in a chip (variables and stacks, not
 * constants)? For HALs that ask this of a pointer's address. */
int tw_fw_in_ram(const void *at, size_t len);

/* Where memory is checked (`twowire cc -fsanitize=address`): crashes if
 * firmware may not read or write these bytes of its heap; @caller is the return
 * address into who wanted to. Else it does nothing. */
void tw_fw_check(const void *at, size_t len, int writes, const void *caller);

/* Tasks: threads of execution on CPU 0, each with a stack of its own, for the
 * HAL of an operating system; how many there may be is the platform's. Task 0
 * is what the CPU was started with. PRIMASK belongs to the task. */

/* One that will call @fn(@arg), which must not return; 0: there are no more. */
unsigned tw_fw_task_new(void (*fn)(void *arg), void *arg);
/* Not for the one that runs, nor for 0. */
void tw_fw_task_free(unsigned task);
/* Goes on with @task; returns when somebody goes on with this one. Not in an
 * interrupt's handler. */
void tw_fw_task_switch(unsigned task);
/* @fn is called on the task that was interrupted after its last handler has
 * returned, and may switch. NULL: none, as at the beginning. */
void tw_fw_on_irq_exit(void (*fn)(void));

/* One line of output for the trace, without its newline. */
void tw_fw_output(const char *text, size_t len);

/* The chip stands still: ended for status 0, else crashed. */
void tw_fw_exit(int status) __attribute__((noreturn));
/* The chip crashes: "<chip>: <what> at <file>:<line> (<function>)". With
 * @place ("main.c:12 (main)", NULL: the caller's) in place of the latter. */
void tw_fw_fail(const char *what, const char *place) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif /* TW_FIRMWARE_H */
