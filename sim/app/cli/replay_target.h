/* SPDX-License-Identifier: MIT */
/* The live target of `twowire replay`, from the command line's words. */
#ifndef TW_CLI_REPLAY_TARGET_H
#define TW_CLI_REPLAY_TARGET_H

#include "twowire/chip.h"
#include "twowire/replay.h"

/* NAME@ADDR[,KEY=VALUE...]; keys are settings and inputs of the model. Returns
 * an exit status; what is wrong has been printed. */
int replay_attach_model(tw_replay *r, tw_bus *bus, const char *spec);

/* FILE,platform=NAME,scl=PIN,sda=PIN[,addr=ADDR][,clock_hz=HZ]; likewise. */
int replay_attach_firmware(tw_replay *r, tw_bus *bus, const char *spec,
			   tw_chip **chip);

#endif /* TW_CLI_REPLAY_TARGET_H */
