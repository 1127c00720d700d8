/* SPDX-License-Identifier: MIT */
/*
 * The timing of a bus against the specification: UM10204 rev. 7, tables 10, 12
 * and 14 (Standard-, Fast-, Fast-mode Plus, Hs- and Ultra Fast-mode), and the
 * SMBus specification 3.x, table 1.
 *
 * In a simulation every parameter is measured between the levels that its
 * figure shows (tLOW from 0.3 to 0.3 VDD, tHIGH from 0.7 to 0.7 VDD, all others
 * from the end of one edge to the beginning of the next), and is told apart by
 * who drove. A capture has one threshold and no drivers: there a limit that is
 * missed by no more than one sample period is only *possibly* violated.
 * docs/timing.md has the table of all limits.
 */
#ifndef TW_TIMING_H
#define TW_TIMING_H

#include "twowire/trace.h"

G_BEGIN_DECLS

enum tw_timing_mode {
	TW_TIMING_AUTO, /* the slowest that the SCL periods fit, with a tenth
			   and a sample to spare, all but one in a hundred;
			   Hs-mode where its controller code was sent */
	TW_TIMING_STANDARD,
	TW_TIMING_FAST,
	TW_TIMING_FAST_PLUS,
	TW_TIMING_HS, /* before the repeated START: Fast-mode */
	TW_TIMING_ULTRA_FAST,
	TW_TIMING_SMBUS_100K,
	TW_TIMING_SMBUS_400K,
	TW_TIMING_SMBUS_1M,
};
#define TW_TIMING_MODES 9
/* As the command line has them: "auto", "standard", ... Ends with NULL. */
extern const char *const tw_timing_mode_words[TW_TIMING_MODES + 1];
/* "Fast-mode Plus". Not of AUTO. */
const char *tw_timing_mode_name(enum tw_timing_mode mode);

enum tw_timing_param {
	TW_FSCL, /* as its period, SCL fall to fall */
	TW_THD_STA,
	TW_TLOW,
	TW_THIGH,
	TW_TSU_STA,
	TW_THD_DAT, /* may be negative */
	TW_TSU_DAT,
	TW_TSU_STO,
	TW_TBUF,
	TW_TVD_DAT,
	TW_TVD_ACK,
	TW_TR, /* of both wires; in Hs-mode see below */
	TW_TF,
	TW_TSP,	  /* width of spikes: pulses of less than half of tLOW or
		     tHIGH */
	TW_TRCL,  /* Hs-mode: SCL's rise, but for */
	TW_TRCL1, /* the first after a repeated START or acknowledge */
	TW_TFCL,
	TW_TRDA,
	TW_TFDA,
	TW_TTIMEOUT,  /* SMBus: SCL low, at a stretch */
	TW_TLOW_SEXT, /* by one target, from START to STOP */
	TW_TLOW_MEXT, /* by the controller, beyond tLOW, in one byte */
	TW_TPOR,
	TW_CB, /* pF, not ps */
	TW_N_TIMINGS,
};
const char *tw_timing_name(enum tw_timing_param param); /* "tSU;DAT" */

#define TW_TIMING_NO_LIMIT INT64_MIN

/* Whose measurements a row counts. */
enum { TW_TIMING_ALL = -1, TW_TIMING_NOBODY = -2 /* it cannot be told */ };

enum { TW_TIMING_PLACES = 4 };

struct tw_timing_row {
	enum tw_timing_param param;
	bool hs;     /* after the controller code of Hs-mode */
	int64_t who; /* source number of a port, or as above */
	/* Limits in ps; TW_TIMING_NO_LIMIT: none. */
	int64_t least, most;
	uint64_t count;		 /* 0: not seen, what follows is 0 */
	int64_t min, max;	 /* ps; in a capture of whole sample periods */
	uint64_t min_at, max_at; /* tick of the edge that ends it */
	uint64_t n_certain, n_possible;	   /* beyond a limit */
	uint64_t places[TW_TIMING_PLACES]; /* ticks of the first of them */
};

struct tw_timing_config {
	enum tw_timing_mode mode;
	uint32_t cb_pF;	 /* load: Hs-mode between 100 and 400; 0: not known,
			    Hs-mode then 100 */
	uint32_t vdd_mV; /* for the lower limit of tf; 0: not known */
	bool cbus;	 /* CBUS-compatible: tHD;DAT at least 5 us */
};

typedef struct tw_timing_report tw_timing_report;

/* What the wires of @bus show. NULL: the trace does not say how long a tick
 * is. @config: (nullable): copied. Free with tw_timing_report_free(). */
tw_timing_report *tw_trace_timing(const tw_trace *trace, uint32_t bus,
				  const struct tw_timing_config *config);
void tw_timing_report_free(tw_timing_report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_timing_report, tw_timing_report_free)

/* A capture's sample period in ps: by how much an interval may differ from what
 * was measured. 0: none, as in a simulation. */
int64_t tw_timing_report_doubt(const tw_timing_report *report);
/* Never AUTO. */
enum tw_timing_mode tw_timing_report_mode(const tw_timing_report *report);
/* All rows: for each parameter that was seen one for all, then one for each who
 * caused it, where that is known. NULL past the last. */
const struct tw_timing_row *tw_timing_report_row(const tw_timing_report *report,
						 size_t n);
/* The row for all of a parameter; one with count 0 where it was not seen. */
const struct tw_timing_row *
tw_timing_report_find(const tw_timing_report *report,
		      enum tw_timing_param param, bool hs);
/* Measurements beyond a limit, in all. @possible: (optional) */
uint64_t tw_timing_report_violations(const tw_timing_report *report,
				     uint64_t *possible);

/* A table with margins and verdicts. @split: what each port caused has a row of
 * its own; else only where a limit is missed. */
void tw_timing_report_to_text(const tw_timing_report *report, bool split,
			      GString *out);
/* One object with all rows. */
void tw_timing_report_to_json(const tw_timing_report *report, GString *out);

/* The slowest mode for this SCL period, as AUTO has it. */
enum tw_timing_mode tw_timing_fitting(int64_t period_ps);

G_END_DECLS

#endif /* TW_TIMING_H */
