/* SPDX-License-Identifier: MIT */
/* The steps of a case in the words of SMBus: sent, waited for, compared. */
#include "scenario/trial.h"

#include "twowire/smbus.h"

static void heard(void *user, uint8_t addr, uint16_t data)
{
	GArray *list = user;
	uint32_t entry = (uint32_t)addr << 16 | data;

	g_array_append_val(list, entry);
}

void tw_trial_build_smbus(struct tw_trial *t)
{
	const GArray *controllers = t->scenario->things[TW_CASE_CONTROLLER];

	t->heard = g_new0(GArray *, controllers->len + 1);
	for (guint i = 0; i < controllers->len; i++) {
		const struct tw_case_controller *c = &g_array_index(
			controllers, struct tw_case_controller, i);
		g_autofree char *name = g_strconcat(c->id, ".notify", NULL);

		t->heard[i] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		if (c->notified)
			tw_smbus_host_new(t->buses[c->bus], name, heard,
					  t->heard[i]);
	}
}

/* "read-word 0x48", and by whom, where that is not plain. */
static char *describe(const tw_scenario *s, const struct tw_case_smbus *m)
{
	GString *text = g_string_new(m->word);

	if (!m->notify)
		g_string_append_printf(text, " 0x%02x", m->addr);
	if (tw_case_count(s, TW_CASE_CONTROLLER) > 1)
		g_string_append_printf(
			text, " by %s",
			tw_case_id(s, TW_CASE_CONTROLLER, m->controller));
	return g_string_free(text, FALSE);
}

static void compare(struct tw_trial *t, const struct tw_case_smbus *m,
		    const char *what, const uint8_t *got, size_t len)
{
	g_autofree char *read = g_strconcat("bytes read, ", what, NULL);

	if (m->has_rx)
		tw_trial_compare(t, m->rx_at, read, m->rx, m->rx_mask, got,
				 len);
}

static uint64_t limit_ns(const struct tw_trial *t, uint64_t wanted_ns)
{
	uint64_t now = tw_sim_now_ns(t->sim);
	uint64_t left = t->options.max_ns > now ? t->options.max_ns - now : 1;

	return MIN(wanted_ns, left);
}

static void send(struct tw_trial *t, const struct tw_case_smbus *m,
		 const char *what)
{
	uint8_t rx[TW_SMBUS_MAX_BLOCK] = {0};
	struct tw_smbus_call call = {
		.protocol = m->protocol,
		.addr = (uint8_t)m->addr,
		.command = (uint8_t)m->command,
		.pec = m->pec,
		.tx = m->tx->data,
		.tx_len = m->tx->len,
		.rx = rx,
		.rx_size = sizeof(rx),
		.timeout_ns = m->timeout_ns,
	};
	enum tw_smbus_result result = tw_smbus_transfer(
		t->controllers[m->controller], &call, limit_ns(t, m->limit_ns));

	tw_trial_note(t, m->result_at, result == m->result, what,
		      tw_smbus_result_name(m->result),
		      tw_smbus_result_name(result));
	compare(t, m, what, rx, call.rx_len);
}

/* The oldest that no step has taken yet. */
static void await(struct tw_trial *t, const struct tw_case_smbus *m,
		  const char *what)
{
	GArray *list = t->heard[m->controller];
	uint64_t until = tw_sim_now_ns(t->sim) + limit_ns(t, m->limit_ns);
	bool want = m->result == TW_SMBUS_OK;
	uint32_t entry;
	uint8_t data[2];

	while (!list->len && tw_sim_now_ns(t->sim) < until &&
	       tw_sim_run(t->sim,
			  MIN(until, tw_sim_now_ns(t->sim) + TW_US(100))) !=
		       TW_RUN_FAILED)
		;
	tw_trial_note(t, m->result_at, want == !!list->len, what,
		      want ? "heard" : "none", list->len ? "heard" : "none");
	if (!list->len)
		return;
	entry = g_array_index(list, uint32_t, 0);
	g_array_remove_index(list, 0);
	data[0] = (uint8_t)entry;
	data[1] = (uint8_t)(entry >> 8);
	if (m->has_addr) {
		g_autofree char *expected = g_strdup_printf("0x%02x", m->addr);
		g_autofree char *got = g_strdup_printf("0x%02x", entry >> 16);

		tw_trial_note(t, m->result_at, entry >> 16 == m->addr,
			      "sender of the notification", expected, got);
	}
	compare(t, m, what, data, sizeof(data));
}

void tw_trial_take_smbus(struct tw_trial *trial,
			 const struct tw_case_step *step)
{
	const struct tw_case_smbus *m = step->smbus;
	g_autofree char *what = describe(trial->scenario, m);

	if (m->notify)
		await(trial, m, what);
	else
		send(trial, m, what);
	trial->over = tw_sim_now_ns(trial->sim) >= trial->options.max_ns;
}
