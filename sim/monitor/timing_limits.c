/* SPDX-License-Identifier: MIT */
/*
 * UM10204 rev. 7: table 10 (Standard-, Fast- and Fast-mode Plus), table 12
 * (Hs-mode, at 100 and at 400 pF), table 14 (Ultra Fast-mode). SMBus 3.x, table
 * 1, for its three classes. Times in ns; frequencies as periods.
 */
#include "monitor/timing_limits.h"

#include <string.h>

#define NONE   TW_TIMING_NO_LIMIT
#define NS(n)  ((int64_t)(n)*1000)
#define MS(n)  (NS(n) * 1000000)
#define KHZ(n) (1000000000 / (int64_t)(n)) /* a period in ps */
#define LEAST(n)                                                               \
	{                                                                      \
		1, NS(n), NONE                                                 \
	}
#define MOST(n)                                                                \
	{                                                                      \
		1, NONE, NS(n)                                                 \
	}
#define BOTH(a, b)                                                             \
	{                                                                      \
		1, NS(a), NS(b)                                                \
	}
#define NULL_ROW                                                               \
	{                                                                      \
		1, NONE, NONE                                                  \
	}

struct row {
	bool has;
	int64_t least, most;
};

/* clang-format off */
#define COMMON(khz, hd_sta, low, high, su_sta, su_dat, sto, buf)              \
	[TW_FSCL] = {1, KHZ(khz), NONE}, [TW_THD_STA] = LEAST(hd_sta),        \
	[TW_TLOW] = LEAST(low), [TW_THIGH] = LEAST(high),                     \
	[TW_TSU_STA] = LEAST(su_sta), [TW_THD_DAT] = LEAST(0),                \
	[TW_TSU_DAT] = LEAST(su_dat), [TW_TSU_STO] = LEAST(sto),              \
	[TW_TBUF] = LEAST(buf)
#define HS(khz, low, high, hd_dat, fast_min, fast, slow)                      \
	[TW_FSCL] = {1, 1000000000000 / ((khz) * 1000ll), NONE},              \
	[TW_THD_STA] = LEAST(160), [TW_TLOW] = LEAST(low),                    \
	[TW_THIGH] = LEAST(high), [TW_TSU_STA] = LEAST(160),                  \
	[TW_THD_DAT] = BOTH(0, hd_dat), [TW_TSU_DAT] = LEAST(10),             \
	[TW_TSU_STO] = LEAST(160), [TW_TBUF] = NULL_ROW,                      \
	[TW_TVD_DAT] = NULL_ROW, [TW_TSP] = BOTH(0, 10),                      \
	[TW_TRCL] = BOTH(fast_min, fast), [TW_TRCL1] = BOTH(fast_min, slow),  \
	[TW_TFCL] = BOTH(fast_min, fast), [TW_TRDA] = BOTH(fast_min, slow),   \
	[TW_TFDA] = BOTH(fast_min, slow)
#define SMBUS(khz, hd_sta, low, high, su_sta, su_dat, sto, buf, tr, tf, sp)   \
	[TW_FSCL] = {1, KHZ(khz), KHZ(10)}, [TW_THD_STA] = LEAST(hd_sta),     \
	[TW_TLOW] = LEAST(low), [TW_THIGH] = BOTH(high, 50000),               \
	[TW_TSU_STA] = LEAST(su_sta), [TW_THD_DAT] = LEAST(0),                \
	[TW_TSU_DAT] = LEAST(su_dat), [TW_TSU_STO] = LEAST(sto),              \
	[TW_TBUF] = LEAST(buf), [TW_TR] = MOST(tr), [TW_TF] = MOST(tf),       \
	[TW_TSP] = sp, [TW_TTIMEOUT] = {1, NONE, MS(35)},                     \
	[TW_TLOW_SEXT] = {1, NONE, MS(25)},                                   \
	[TW_TLOW_MEXT] = {1, NONE, MS(10)}, [TW_TPOR] = NULL_ROW

static const struct row rows[TW_TIMING_MODES][TW_N_TIMINGS] = {
	[TW_TIMING_STANDARD] = {
		COMMON(100, 4000, 4700, 4000, 4700, 250, 4000, 4700),
		[TW_TVD_DAT] = MOST(3450), [TW_TVD_ACK] = MOST(3450),
		[TW_TR] = MOST(1000), [TW_TF] = MOST(300),
		[TW_TSP] = NULL_ROW, [TW_CB] = {1, NONE, 400},
	},
	[TW_TIMING_FAST] = {
		COMMON(400, 600, 1300, 600, 600, 100, 600, 1300),
		[TW_TVD_DAT] = MOST(900), [TW_TVD_ACK] = MOST(900),
		[TW_TR] = BOTH(20, 300), [TW_TF] = MOST(300),
		[TW_TSP] = BOTH(0, 50), [TW_CB] = {1, NONE, 400},
	},
	[TW_TIMING_FAST_PLUS] = {
		COMMON(1000, 260, 500, 260, 260, 50, 260, 500),
		[TW_TVD_DAT] = MOST(450), [TW_TVD_ACK] = MOST(450),
		[TW_TR] = MOST(120), [TW_TF] = MOST(120),
		[TW_TSP] = BOTH(0, 50), [TW_CB] = {1, NONE, 550},
	},
	[TW_TIMING_HS] = {
		HS(3400, 160, 60, 70, 10, 40, 80), [TW_CB] = {1, NONE, 400},
	},
	[TW_TIMING_ULTRA_FAST] = {
		[TW_FSCL] = {1, KHZ(5000), NONE}, [TW_THD_STA] = LEAST(50),
		[TW_TLOW] = LEAST(50), [TW_THIGH] = LEAST(50),
		[TW_TSU_STA] = LEAST(50), [TW_THD_DAT] = LEAST(10),
		[TW_TSU_DAT] = LEAST(30), [TW_TSU_STO] = LEAST(50),
		[TW_TBUF] = LEAST(80), [TW_TVD_DAT] = LEAST(10),
		[TW_TR] = MOST(50), [TW_TF] = MOST(50),
		[TW_TSP] = BOTH(0, 10),
	},
	[TW_TIMING_SMBUS_100K] = {
		SMBUS(100, 4000, 4700, 4000, 4700, 250, 4000, 4700, 1000, 300,
		      NULL_ROW),
	},
	[TW_TIMING_SMBUS_400K] = {
		SMBUS(400, 600, 1300, 600, 600, 100, 600, 1300, 300, 300,
		      BOTH(0, 50)),
	},
	[TW_TIMING_SMBUS_1M] = {
		SMBUS(1000, 260, 500, 260, 260, 50, 260, 500, 120, 120,
		      BOTH(0, 50)),
	},
};

static const struct row hs_400pF[TW_N_TIMINGS] = {
	HS(1700, 320, 120, 150, 20, 80, 160),
};

const char *const tw_timing_mode_words[] = {
	"auto", "standard", "fast", "fast+", "hs", "ufast", "smbus100",
	"smbus400", "smbus1m", NULL
};

static const char *const names[TW_N_TIMINGS] = {
	[TW_FSCL] = "1/fSCL", [TW_THD_STA] = "tHD;STA", [TW_TLOW] = "tLOW",
	[TW_THIGH] = "tHIGH", [TW_TSU_STA] = "tSU;STA",
	[TW_THD_DAT] = "tHD;DAT", [TW_TSU_DAT] = "tSU;DAT",
	[TW_TSU_STO] = "tSU;STO", [TW_TBUF] = "tBUF",
	[TW_TVD_DAT] = "tVD;DAT", [TW_TVD_ACK] = "tVD;ACK", [TW_TR] = "tr",
	[TW_TF] = "tf", [TW_TSP] = "tSP", [TW_TRCL] = "trCL",
	[TW_TRCL1] = "trCL1", [TW_TFCL] = "tfCL", [TW_TRDA] = "trDA",
	[TW_TFDA] = "tfDA", [TW_TTIMEOUT] = "tTIMEOUT",
	[TW_TLOW_SEXT] = "tLOW:SEXT", [TW_TLOW_MEXT] = "tLOW:MEXT",
	[TW_TPOR] = "tPOR", [TW_CB] = "Cb",
};
/* clang-format on */

const char *tw_timing_name(enum tw_timing_param param)
{
	return names[param];
}

const char *tw_timing_mode_name(enum tw_timing_mode mode)
{
	static const char *const all[TW_TIMING_MODES] = {
		NULL,
		"Standard-mode",
		"Fast-mode",
		"Fast-mode Plus",
		"Hs-mode",
		"Ultra Fast-mode",
		"SMBus 100 kHz",
		"SMBus 400 kHz",
		"SMBus 1 MHz",
	};

	return all[mode];
}

/* Between 100 and 400 pF the limits of Hs-mode lie on a straight line (UM10204
 * table 12 note 2); fSCLH does, not its period. */
static int64_t between(int64_t a, int64_t b, int64_t cb, bool period)
{
	if (a == NONE || b == NONE)
		return a;
	if (period) {
		int64_t hz = 3400000 - (cb - 100) * (1700000 / 100) / 3;

		return 1000000000000 / hz;
	}
	return a + (b - a) * (cb - 100) / 300;
}

static struct row hs_row(const struct tw_timing_config *c,
			 enum tw_timing_param param)
{
	struct row a = rows[TW_TIMING_HS][param];
	const struct row *b = &hs_400pF[param];
	int64_t cb = c->cb_pF ? CLAMP(c->cb_pF, 100, 400) : 100;

	if (param == TW_CB || cb == 100)
		return a;
	if (cb == 400)
		return *b;
	a.least = between(a.least, b->least, cb, param == TW_FSCL);
	a.most = between(a.most, b->most, cb, param == TW_FSCL);
	return a;
}

static struct row row_of(const struct tw_timing_config *c,
			 enum tw_timing_param param, bool hs)
{
	struct row r;

	if (c->mode == TW_TIMING_HS && hs)
		return hs_row(c, param);
	r = rows[c->mode == TW_TIMING_HS ? TW_TIMING_FAST : c->mode][param];
	if (param == TW_THD_DAT && c->cbus && c->mode == TW_TIMING_STANDARD)
		r.least = NS(5000);
	/* 20 ns x VDD / 5.5 V. */
	if (param == TW_TF && c->vdd_mV &&
	    (c->mode == TW_TIMING_FAST || c->mode == TW_TIMING_FAST_PLUS ||
	     c->mode == TW_TIMING_HS))
		r.least = (int64_t)c->vdd_mV * 40 / 11;
	return r;
}

struct timing_limit tw_timing_limit(const struct tw_timing_config *config,
				    enum tw_timing_param param, bool hs)
{
	struct row r = row_of(config, param, hs);

	if (!r.has)
		return (struct timing_limit){NONE, NONE};
	return (struct timing_limit){r.least, r.most};
}

bool tw_timing_has(const struct tw_timing_config *config,
		   enum tw_timing_param param, bool hs)
{
	return row_of(config, param, hs).has;
}

int64_t tw_timing_spike_ps(const struct tw_timing_config *config)
{
	struct row r = row_of(config, TW_TSP, config->mode == TW_TIMING_HS);

	return r.has && r.most != NONE ? r.most : 0;
}

/* The fastest clock may exceed the mode's by a tenth. */
enum tw_timing_mode tw_timing_fitting(int64_t period_ps)
{
	enum tw_timing_mode mode = TW_TIMING_STANDARD;

	while (mode < TW_TIMING_FAST_PLUS &&
	       period_ps * 11 < rows[mode][TW_FSCL].least * 10)
		mode++;
	return mode;
}
