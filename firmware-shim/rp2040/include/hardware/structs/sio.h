/* SPDX-License-Identifier: MIT */
/* The single-cycle I/O block as a struct (RP2040 data sheet, 2.3.1.7), up to
 * the mailboxes and spin locks. */
#ifndef HARDWARE_STRUCTS_SIO_H
#define HARDWARE_STRUCTS_SIO_H

#include "hardware/address_mapped.h"
#include "hardware/regs/sio.h"

typedef struct {
	io_ro_32 cpuid;
	io_ro_32 gpio_in;
	io_ro_32 gpio_hi_in;
	uint32_t _pad0;
	io_rw_32 gpio_out;
	io_wo_32 gpio_set;
	io_wo_32 gpio_clr;
	io_wo_32 gpio_togl;
	io_rw_32 gpio_oe;
	io_wo_32 gpio_oe_set;
	io_wo_32 gpio_oe_clr;
	io_wo_32 gpio_oe_togl;
	io_rw_32 gpio_hi_out;
	io_wo_32 gpio_hi_set;
	io_wo_32 gpio_hi_clr;
	io_wo_32 gpio_hi_togl;
	io_rw_32 gpio_hi_oe;
	io_wo_32 gpio_hi_oe_set;
	io_wo_32 gpio_hi_oe_clr;
	io_wo_32 gpio_hi_oe_togl;
	io_rw_32 fifo_st;
	io_wo_32 fifo_wr;
	io_ro_32 fifo_rd;
	io_ro_32 spinlock_st;
	uint32_t _pad1[40];
	io_rw_32 spinlock[32];
} sio_hw_t;

check_hw_layout(sio_hw_t, fifo_st, SIO_FIFO_ST_OFFSET);
check_hw_layout(sio_hw_t, spinlock, SIO_SPINLOCK0_OFFSET);

#define sio_hw ((sio_hw_t *)SIO_BASE)

#endif
