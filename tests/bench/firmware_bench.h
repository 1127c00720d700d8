/* SPDX-License-Identifier: MIT */
/* What running firmware costs the host. */
#ifndef TW_BENCH_FIRMWARE_H
#define TW_BENCH_FIRMWARE_H

/* Reports ns_per_block_hook, ns_per_volatile_hook, ns_per_register_access and
 * ns_per_fiber_switch, of CPU time. */
void bench_firmware(void (*report)(const char *name, double value));

#endif /* TW_BENCH_FIRMWARE_H */
