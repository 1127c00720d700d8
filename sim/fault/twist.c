/* SPDX-License-Identifier: MIT */
/* Hosts that leave a STOP out, or mix it up with a repeated START. */
#include "fault/fault.h"

static void twist(tw_fault *f, enum twist how)
{
	f->host = fault_host(f);
	if (f->host && f->host->twist == TWIST_NONE)
		f->host->twist = (uint8_t)how;
	else
		f->host = NULL;
	if (!f->host)
		fault_end(f);
}

void twist_omit(tw_fault *f)
{
	twist(f, TWIST_OMIT_STOP);
}

void twist_join(tw_fault *f)
{
	twist(f, TWIST_STOP_TO_RESTART);
}

void twist_split(tw_fault *f)
{
	twist(f, TWIST_RESTART_TO_STOP);
}

/* The host has done it, at its next SCL edge or START at the latest. */
void twist_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (f->host && f->host->twist == TWIST_NONE)
		fault_end(f);
}

void twist_end(tw_fault *f)
{
	if (f->host)
		f->host->twist = TWIST_NONE;
	f->host = NULL;
}
