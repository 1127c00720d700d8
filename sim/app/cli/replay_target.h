/* SPDX-License-Identifier: MIT */
/* The live targets of `twowire replay`, from the command line's words. */
#ifndef TW_CLI_REPLAY_TARGET_H
#define TW_CLI_REPLAY_TARGET_H

#include "twowire/chip.h"
#include "twowire/replay.h"

/* NAME@ADDR[,KEY=VALUE...] each; keys are settings and inputs of the model.
 * @names: gets the devices' names (char *, owned). Returns an exit status; what
 * is wrong has been printed. */
int replay_attach_models(tw_replay *r, tw_bus *bus, char *const *specs,
			 GPtrArray *names);

/* FILE,platform=NAME,scl=PIN,sda=PIN[,addr=ADDR][,clock_hz=HZ] each;
 * likewise. */
int replay_attach_firmware(tw_replay *r, tw_bus *bus, char *const *specs,
			   GPtrArray *names);

#endif /* TW_CLI_REPLAY_TARGET_H */
