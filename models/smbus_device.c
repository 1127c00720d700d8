/* SPDX-License-Identifier: MIT */
/*
 * A generic device on SMBus: no chip, but what the specification says of all.
 *
 * From:     System Management Bus specification 3.x, sections 4.2.7 (time-out),
 *           5.4 (PEC), 6.5.9 (Host Notify), 6.6 (ARP), appendix A (alert).
 * Modelled: sixteen words at commands 0x00 to 0x0f (Read Word, Write Word, low
 *           byte first) with PEC; alerts and notifications at a case's word;
 *           address resolution with a UDID of any type.
 * Left out: Process Call, blocks; a random UDID is like a volatile one, it is
 *           not drawn anew.
 * Approx.:  a word is taken with the STOP or its PEC, not at a repeated START.
 */
#include "twowire/model.h"

#include <stdio.h>

enum { N_WORDS = 16, UDID_BYTES = 16 };
enum { ALERT };
enum { ADDRESS_TYPE, UDID_ID, TIMEOUT_US };

/* The first four as the UDID's top two bits have them. */
enum { NO_ARP = 4 };
static const char *const types[] = {"fixed",  "persistent", "volatile",
				    "random", "no-arp",	    NULL};

struct smbus_device {
	uint8_t udid[UDID_BYTES];
	uint16_t words[N_WORDS];
	uint8_t command;
	uint8_t n; /* bytes after the address; or sent */
	uint8_t rx[3];
	bool over;
	bool whole; /* a word that waits for STOP or PEC */
};

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct smbus_device *s = tw_state(dev);

	s->n = 0;
	s->over = s->whole = false;
	return true;
}

static void take(struct smbus_device *s)
{
	s->words[s->command] = (uint16_t)(s->rx[0] | s->rx[1] << 8);
	s->whole = false;
	s->over = true;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct smbus_device *s = tw_state(dev);
	unsigned at = s->n;

	if (s->over || (at == 0 && byte >= N_WORDS) ||
	    (at == 3 && byte != tw_smbus_pec_so_far(dev))) {
		s->over = true;
		s->whole = false;
		return false;
	}
	s->n++;
	if (at == 0)
		s->command = byte;
	else if (at < 3)
		s->rx[at - 1] = byte;
	else
		take(s);
	s->whole = at == 2;
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct smbus_device *s = tw_state(dev);

	if (s->n < 2)
		return (uint8_t)(s->words[s->command] >> 8 * s->n);
	return s->n == 2 ? tw_smbus_pec_so_far(dev) : 0xff;
}

static void sent(tw_device *dev, bool acked)
{
	struct smbus_device *s = tw_state(dev);

	if (s->n < 3)
		s->n++;
}

static void stop(tw_device *dev)
{
	struct smbus_device *s = tw_state(dev);

	if (s->whole)
		take(s);
}

static void drop(tw_device *dev)
{
	struct smbus_device *s = tw_state(dev);

	s->whole = false;
}

static void set_alert(tw_device *dev, int32_t on)
{
	tw_smbus_alert(dev, on);
	tw_output_set(dev, ALERT, !on);
}

static void served(tw_device *dev)
{
	tw_output_set(dev, ALERT, true);
}

static void send_notify(tw_device *dev, int32_t data)
{
	if (!tw_smbus_notify(dev, (uint16_t)data))
		tw_remark(dev, "Host Notify: the last one is under way");
}

/* Version 1, PEC; vendor and device are nobody's; the interface is SMBus 3. */
static const uint8_t *udid(tw_device *dev)
{
	static const uint8_t common[UDID_BYTES] = {0x01, 0x08, 0xff, 0xff,
						   0x00, 0x01, 0x00, 0x06};
	struct smbus_device *s = tw_state(dev);
	int64_t type = tw_param_int(dev, ADDRESS_TYPE);
	int64_t id = tw_param_int(dev, UDID_ID);

	if (type == NO_ARP)
		return NULL;
	for (int i = 0; i < UDID_BYTES; i++)
		s->udid[i] = common[i];
	s->udid[0] |= (uint8_t)(type << 6);
	for (int i = 0; i < 4; i++)
		s->udid[12 + i] = (uint8_t)(id >> (24 - 8 * i));
	return s->udid;
}

static void power_on(tw_device *dev)
{
	tw_smbus_set_timeout(dev, (uint32_t)tw_param_int(dev, TIMEOUT_US));
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	size_t at = seen->n_bytes - !seen->read; /* in the word, from 1 */
	const uint8_t *end = seen->bytes + seen->n_bytes;

	if (!at)
		*seen->pointer = seen->bytes[0];
	if (at == 3)
		snprintf(text, size, "PEC");
	else if (!at)
		snprintf(text, size, "command 0x%02x", seen->bytes[0]);
	else if (at == 2 && *seen->pointer != TW_UNSEEN)
		snprintf(text, size, "word 0x%02x = 0x%04x",
			 (unsigned)*seen->pointer, end[-2] | end[-1] << 8);
}

static const struct tw_byte_ops bytes = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
	.restart = drop,
	.stop = stop,
};

static const struct tw_smbus smbus = {
	.pec = true,
	.timeout_us = 30000,
	.alerts = true,
	.notifies = true,
	.served = served,
	.udid = udid,
};

const struct tw_model tw_model_smbus_device = {
	.name = "smbus-device",
	.summary = "generic SMBus device: words with PEC, alert, ARP, notify",
	.state_size = sizeof(struct smbus_device),
	/* Below and above are addresses with a meaning of their own. */
	.first_addr = 0x10,
	.last_addr = 0x60,
	.bytes = &bytes,
	.smbus = &smbus,
	.inputs = (const struct tw_input[]){{"alert", 0, 1, set_alert},
					    {"notify", 0, 65535, send_notify},
					    {0}},
	.outputs = (const struct tw_output[]){{"ALERT", true}, {0}},
	.params =
		(const struct tw_param_spec[]){
			[ADDRESS_TYPE] = {.key = "address_type",
					  .summary = "of its UDID; volatile "
						     "and random ones have no "
						     "address until assigned",
					  .kind = TW_PARAM_CHOICE,
					  .choices = types},
			[UDID_ID] = {.key = "udid_id",
				     .summary = "the last four bytes of it",
				     .kind = TW_PARAM_INT,
				     .max = UINT32_MAX},
			[TIMEOUT_US] = {.key = "timeout_us",
					.summary = "SCL low for so long is a "
						   "time-out; 0: none",
					.kind = TW_PARAM_INT,
					.max = 1000000,
					.preset = 30000},
			{0}},
	.power_on = power_on,
	.describe = describe,
};
