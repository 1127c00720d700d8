/* SPDX-License-Identifier: MIT */
/* A second stack in the same thread, entered and left by a switch. */
#ifndef TW_RUNTIME_FIBER_H
#define TW_RUNTIME_FIBER_H

/* What does not run at the moment: its stack pointer. */
struct fiber {
	void *sp;
};

/* The first switch to @fiber calls @fn(@arg) on the stack that ends at @top
 * (16-byte aligned). @fn must not return. */
void fiber_init(struct fiber *fiber, void *top, void (*fn)(void *), void *arg);

/* Leaves into @from what runs now and goes on with @to. */
void fiber_switch(struct fiber *from, struct fiber *to);

/* For signal handlers: where to send a context's instruction pointer, with its
 * stack pointer set to a fiber's sp, so that the fiber goes on after the
 * handler as if it had been switched to. */
void fiber_land(void);

#endif /* TW_RUNTIME_FIBER_H */
