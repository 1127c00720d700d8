/* SPDX-License-Identifier: MIT */
/* The twowire adapter as a controller. */
#include "oses/adapter.h"

static void finish(struct adapter *a, uint32_t result)
{
	a->under_way = false;
	a->result = result;
	adapter_update(a);
}

void adapter_done(void *user, enum tw_result result, uint8_t byte)
{
	static const uint32_t results[] = {
		[TW_OK] = TW_RESULT_OK,
		[TW_NO_TARGET] = TW_RESULT_NACKED,
		[TW_NACKED] = TW_RESULT_NACKED,
		[TW_ARBITRATION_LOST] = TW_RESULT_ARBITRATION_LOST,
		[TW_STUCK] = TW_RESULT_STUCK,
	};

	finish(user, results[result] | (uint32_t)byte << TW_EVENT_DATA_AT);
}

static void set_pace(struct adapter *a)
{
	struct tw_controller_config config = {
		.name = tw_controller_name(a->controller),
		.scl_hz = CLAMP(a->scl_hz, 1, 1000000),
	};

	tw_controller_configure(a->controller, &config, NULL);
}

static void start(struct adapter *a)
{
	if (!tw_controller_active(a->controller))
		set_pace(a);
	tw_controller_start(a->controller);
}

static void reset(struct adapter *a)
{
	a->under_way = false;
	a->result = 0;
	if (a->controller)
		tw_controller_reset(a->controller);
	adapter_update(a);
}

/* Everything but a START needs one before it. */
static bool check(struct adapter *a, uint32_t kind)
{
	const char *what = NULL;

	if (kind < TW_COMMAND_START || kind > TW_COMMAND_RESET)
		what = "adapter: no such command";
	else if (a->under_way)
		what = "adapter: a command while one is under way";
	else if (kind != TW_COMMAND_START && a->controller &&
		 !tw_controller_active(a->controller))
		what = "adapter: a command without START";
	if (what)
		a->crash(a->user, what);
	return !what;
}

void adapter_command(struct adapter *a, uint32_t command)
{
	uint32_t kind = command & TW_COMMAND_KIND;

	if (kind == TW_COMMAND_RESET) {
		reset(a);
		return;
	}
	if (!check(a, kind))
		return;
	a->under_way = true;
	a->result = 0;
	if (!a->controller) {
		finish(a, TW_RESULT_STUCK);
		return;
	}
	adapter_update(a);
	if (kind == TW_COMMAND_START)
		start(a);
	else if (kind == TW_COMMAND_WRITE)
		tw_controller_write(a->controller, (uint8_t)(command >> 8));
	else if (kind == TW_COMMAND_READ)
		tw_controller_read(a->controller, command & TW_COMMAND_ACK);
	else
		tw_controller_stop(a->controller);
}
