/* SPDX-License-Identifier: MIT */
/*
 * What goes over the socket of `twowire serve`, both ways: frames of a head of
 * eight bytes and a payload. All numbers are little-endian and unsigned unless
 * said otherwise; nothing is aligned. A string is its length in 16 bits and
 * its bytes, without a NUL.
 *
 *	len   32  bytes of payload, at most TW_FRAME_MAX
 *	kind  16  enum tw_frame
 *	tag   16  the client's; an answer carries that of its request
 *
 * A client may send requests before it has the answers to earlier ones; those
 * to one adapter are served in the order they came. Whoever sends what is no
 * frame, or asks for what there is not, is told why (TW_FRAME_ERROR); the
 * former's connection then ends.
 */
#ifndef TW_FRAME_H
#define TW_FRAME_H

#include <stdint.h>

enum {
	TW_FRAME_VERSION = 1,
	TW_FRAME_HEAD = 8,
	TW_FRAME_MAX = 512 * 1024,
	TW_FRAME_MESSAGES = 42,	     /* in one transfer, as Linux has it */
	TW_FRAME_MESSAGE_MAX = 8192, /* bytes, likewise */
	TW_FRAME_ADDRESSES = 16,     /* of one target */
};

enum tw_frame {
	/* version 32. Answer: version 32, flags 32 (TW_SERVER_...), n 32, n
	 * adapters: number 32, bus 32 (from 0), name string, bus's name
	 * string. */
	TW_FRAME_HELLO = 1,
	/*
	 * adapter 32, timeout 32 (ms of simulated time, 0: 1000), retries 32
	 * (after lost arbitration), n 32, n messages: address 16, flags 16
	 * (those of Linux's struct i2c_msg), len 32, the bytes of a write.
	 *
	 * Answer: TW_FRAME_RESULT with, behind its head, n messages: done 32
	 * (bytes acknowledged or read), and the bytes of a read.
	 */
	TW_FRAME_TRANSFER,
	/* adapter 32, SCL 32 (Hz; 0: as the case says), stretching 32 (us that
	 * SCL may be held; 0: as the case says), until the client has gone.
	 * Answer: RESULT; its value is SCL's pace, Hz. */
	TW_FRAME_CONFIGURE,
	/* adapter 32, operation 32 (enum tw_operation), value 32. One step of a
	 * transfer; SCL is held low until the next one, for a second at most.
	 * From a START to its STOP the adapter is this client's. Answer:
	 * RESULT; its value is the byte read, or 1 ACK, 0 NACK. */
	TW_FRAME_OPERATE,
	/* 64: so many ns pass. Answer: RESULT, when they have. */
	TW_FRAME_ADVANCE,
	/* bus 32, n 32, n addresses 16: this connection is a target there, or,
	 * with n 0, no longer. Answer: RESULT. From now on it gets
	 * TW_FRAME_EVENTs. */
	TW_FRAME_LISTEN,
	/* To an event that asks: serial 32, answer 32 (1 ACK, 0 NACK; to
	 * TW_TOLD_READ the byte). No answer. */
	TW_FRAME_ANSWER,
	/* device string, input string, value 32, signed. Answer: RESULT. */
	TW_FRAME_INPUT,
	/* device string, output string. Answer: RESULT; its value is the level,
	 * 0 or 1. */
	TW_FRAME_OUTPUT,

	/* From the server. */

	/* error 32, signed: 0 or the negative errno that Linux documents
	 * (Documentation/i2c/fault-codes); value 32; now 64 (ns). */
	TW_FRAME_RESULT = 0x100,
	/* serial 32, event 32 (enum tw_told), value 32, now 64. */
	TW_FRAME_EVENT,
	/* string: what is wrong, and the remedy. */
	TW_FRAME_ERROR,
};

enum tw_operation {
	TW_OPERATE_START = 1, /* or a repeated START */
	TW_OPERATE_STOP,
	TW_OPERATE_WRITE,
	TW_OPERATE_READ, /* value: 1 answers it with an ACK, 0 with a NACK */
};

/* Of HELLO's answer. */
enum { TW_SERVER_REALTIME = 1 };

/* What a target sees. */
enum tw_told {
	/* value: address, | TW_TOLD_FOR_READ, | TW_TOLD_RESTARTED. Asks: SCL is
	 * held until the answer. */
	TW_TOLD_ADDRESS = 1,
	TW_TOLD_WRITE,	 /* value: the byte. Asks. */
	TW_TOLD_READ,	 /* a byte is wanted. Asks. */
	TW_TOLD_SENT,	 /* the byte has gone; value: 1 ACK, 0 NACK */
	TW_TOLD_RESTART, /* a repeated START ended our part */
	TW_TOLD_STOP,	 /* a STOP did */
	TW_TOLD_LOST,	 /* a twin sent a 0 where we sent a 1 */
};
enum { TW_TOLD_FOR_READ = 1 << 16, TW_TOLD_RESTARTED = 1 << 17 };

#endif /* TW_FRAME_H */
