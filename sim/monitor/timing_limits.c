/* SPDX-License-Identifier: MIT */
/*
 * UM10204 rev. 7, table 10: characteristics of SDA and SCL for Standard-,
 * Fast- and Fast-mode Plus.
 *
 * Left out: tVD;DAT and tVD;ACK (who drives SDA cannot be told from two
 * wires), tSP, and the lower limit of tf, which depends on VDD.
 */
#include "monitor/timing_limits.h"

#define AT_LEAST(n)                                                            \
	{                                                                      \
		(n), TIMING_NO_LIMIT                                           \
	}
#define AT_MOST(n)                                                             \
	{                                                                      \
		TIMING_NO_LIMIT, (n)                                           \
	}
#define BETWEEN(a, b)                                                          \
	{                                                                      \
		(a), (b)                                                       \
	}

const char *const tw_timing_names[TW_N_TIMINGS] = {
	[TW_FSCL] = "fSCL",	  [TW_THD_STA] = "tHD;STA",
	[TW_TLOW] = "tLOW",	  [TW_THIGH] = "tHIGH",
	[TW_TSU_STA] = "tSU;STA", [TW_THD_DAT] = "tHD;DAT",
	[TW_TSU_DAT] = "tSU;DAT", [TW_TSU_STO] = "tSU;STO",
	[TW_TBUF] = "tBUF",	  [TW_TR] = "tr",
	[TW_TF] = "tf",
};

const struct timing_mode tw_timing_modes[] = {
	[TW_TIMING_STANDARD] =
		{
			"Standard-mode",
			{
				[TW_FSCL] = AT_MOST(100000),
				[TW_THD_STA] = AT_LEAST(4000),
				[TW_TLOW] = AT_LEAST(4700),
				[TW_THIGH] = AT_LEAST(4000),
				[TW_TSU_STA] = AT_LEAST(4700),
				[TW_THD_DAT] = AT_LEAST(0),
				[TW_TSU_DAT] = AT_LEAST(250),
				[TW_TSU_STO] = AT_LEAST(4000),
				[TW_TBUF] = AT_LEAST(4700),
				[TW_TR] = AT_MOST(1000),
				[TW_TF] = AT_MOST(300),
			},
		},
	[TW_TIMING_FAST] =
		{
			"Fast-mode",
			{
				[TW_FSCL] = AT_MOST(400000),
				[TW_THD_STA] = AT_LEAST(600),
				[TW_TLOW] = AT_LEAST(1300),
				[TW_THIGH] = AT_LEAST(600),
				[TW_TSU_STA] = AT_LEAST(600),
				[TW_THD_DAT] = AT_LEAST(0),
				[TW_TSU_DAT] = AT_LEAST(100),
				[TW_TSU_STO] = AT_LEAST(600),
				[TW_TBUF] = AT_LEAST(1300),
				[TW_TR] = BETWEEN(20, 300),
				[TW_TF] = AT_MOST(300),
			},
		},
	[TW_TIMING_FAST_PLUS] =
		{
			"Fast-mode Plus",
			{
				[TW_FSCL] = AT_MOST(1000000),
				[TW_THD_STA] = AT_LEAST(260),
				[TW_TLOW] = AT_LEAST(500),
				[TW_THIGH] = AT_LEAST(260),
				[TW_TSU_STA] = AT_LEAST(260),
				[TW_THD_DAT] = AT_LEAST(0),
				[TW_TSU_DAT] = AT_LEAST(50),
				[TW_TSU_STO] = AT_LEAST(260),
				[TW_TBUF] = AT_LEAST(500),
				[TW_TR] = AT_MOST(120),
				[TW_TF] = AT_MOST(120),
			},
		},
};
