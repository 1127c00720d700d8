/* SPDX-License-Identifier: MIT */
#include "spoilt.h"

#include <string.h>

#include "twowire/frame.h"

static size_t put_number(uint8_t *at, uint32_t value, size_t n)
{
	uint64_t bytes = GUINT64_TO_LE(value);

	memcpy(at, &bytes, n);
	return n;
}

static uint32_t draw(GRand *rand, uint32_t n)
{
	return (uint32_t)g_rand_int_range(rand, 0, (gint32)n);
}

/* One that makes sense. Returns its length. */
static size_t make_frame(GRand *rand, uint8_t *frame)
{
	static const uint16_t flags[] = {0,	 1,	 0x401,	 0x801, 0x1000,
					 0x2000, 0x4000, 0x8000, 0x10};
	uint16_t kind = (uint16_t)(1 + draw(rand, 9));
	uint8_t *at = frame + TW_FRAME_HEAD;
	uint32_t n = 1 + draw(rand, 3);

	switch (kind) {
	case TW_FRAME_HELLO:
		at += put_number(at, TW_FRAME_VERSION, 4);
		break;
	case TW_FRAME_TRANSFER:
		at += put_number(at, 1 + draw(rand, 2), 4);
		at += put_number(at, draw(rand, 3), 4);
		at += put_number(at, draw(rand, 3), 4);
		at += put_number(at, n, 4);
		for (uint32_t i = 0; i < n; i++) {
			uint16_t flag = flags[draw(rand, 9)];
			uint32_t len = 1 + draw(rand, 20);

			at += put_number(at, draw(rand, 2) ? 0x50 : 0x18, 2);
			at += put_number(at, flag, 2);
			at += put_number(at, len, 4);
			if (!(flag & 1))
				at += len;
		}
		break;
	case TW_FRAME_ADVANCE:
		at += put_number(at, draw(rand, 100000), 8);
		break;
	case TW_FRAME_LISTEN:
		at += put_number(at, 0, 4);
		at += put_number(at, n, 4);
		for (uint32_t i = 0; i < n; i++)
			at += put_number(at, 0x18 + draw(rand, 8), 2);
		break;
	case TW_FRAME_INPUT:
	case TW_FRAME_OUTPUT:
		memcpy(at, "\4\0temp\7\0temp_mC\0\1\0\0", 19);
		at += 19;
		break;
	default:
		at += put_number(at, 1 + draw(rand, 2), 4);
		at += put_number(at, draw(rand, 6), 4);
		at += kind == TW_FRAME_ANSWER
			      ? 0
			      : put_number(at, draw(rand, 256), 4);
		break;
	}
	put_number(frame, (uint32_t)(at - frame - TW_FRAME_HEAD), 4);
	put_number(frame + 4, kind, 2);
	put_number(frame + 6, draw(rand, 65536), 2);
	return (size_t)(at - frame);
}

/* Not its length, mostly: what follows would be no frame. */
static size_t spoil(GRand *rand, uint8_t *frame, size_t len)
{
	uint32_t how = draw(rand, 8);
	size_t from = how ? 4 : 0;

	if (how == 1 && len > TW_FRAME_HEAD) {
		len = TW_FRAME_HEAD + draw(rand, (uint32_t)len - 8);
		put_number(frame, (uint32_t)len - TW_FRAME_HEAD, 4);
	}
	for (uint32_t i = draw(rand, 4); i > 0; i--)
		frame[from + draw(rand, (uint32_t)(len - from))] =
			(uint8_t)draw(rand, 256);
	return len;
}

size_t spoilt_frame(GRand *rand, uint8_t *frame)
{
	size_t len = make_frame(rand, frame);

	return draw(rand, 3) ? spoil(rand, frame, len) : len;
}
