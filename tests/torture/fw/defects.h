/* SPDX-License-Identifier: MIT */
/* What can be wrong with the target in software; one at a time. */
#ifndef DEFECTS_H
#define DEFECTS_H

#define DEFECTS(X)                                                             \
	X(SOUND)                                                               \
	/* addresses */                                                        \
	X(QUICK_BUSY)	/* after a write of nothing it is deaf for 300 us */   \
	X(QUICK_WRITES) /* and register 0 is cleared */                        \
	X(MASKED)	/* one bit of the address is not compared */           \
	X(ANY_ADDRESS)	/* the mask is the wrong way round */                  \
	X(TEN_BIT)	/* the first byte of 10-bit addresses is its own */    \
	X(CALL_DEAD)	/* a general call that it does not know ends it */     \
	X(CALL_READ)	/* the call's address, whatever the direction bit */   \
	X(HS_CODE)	/* the codes of Hs-mode are its own */                 \
	X(FOREIGN_NACK) /* deaf for 300 us after another's address */          \
	X(OTHERS_BYTES) /* takes what others are sent */                       \
	X(NACK_LOCK)	/* deaf after its first read */                        \
	/* data */                                                             \
	X(NO_DATA)	  /* for a read before any write: holds SCL */         \
	X(STUCK_BIT)	  /* of register 7 */                                  \
	X(POINTER_RESET)  /* by a STOP */                                      \
	X(ONE_WRITE)	  /* of a write only the first byte is kept */         \
	X(FOURTH)	  /* the fourth byte of a read is ff */                \
	X(LEFTOVER)	  /* four bytes are made ready, and the rest stays */  \
	X(ONE_OVER)	  /* of a read of three one stays for the next */      \
	X(PREFETCH)	  /* a byte that was not sent counts */                \
	X(NO_WRAP)	  /* after the last register there is ff */            \
	X(POINTER_WRITES) /* a pointer, then a STOP: 0 is written */           \
	X(LOCK_OPEN)	  /* the locked register can be written */             \
	X(FIRST_POINTER)  /* counts for the whole transfer */                  \
	X(RESTART_UNSEEN) /* the pointer is taken over by a STOP alone */      \
	X(DEFERRED)	  /* taken over by the program, 1 ms later */          \
	X(SWAPPED)	  /* reads are taken for writes */                     \
	X(LAST_BIT_FIRST) /* bytes are sent that way */                        \
	X(HOLE)		  /* register 13 keeps nothing */                      \
	X(QUEUE)	  /* of 40 messages, one of which is done each ms */   \
	X(GAP)		  /* of 1 ms between two bytes of a write ends it */   \
	X(SHORT_TIMEOUT)  /* 200 us of SCL low end a transfer */               \
	X(UNLOCK)	  /* nothing is kept before a byte above 7f */         \
	/* EEPROM */                                                           \
	X(UNPROTECTED) /* writes although its pin says no */                   \
	X(ACKS_BUSY)   /* answers while it writes */                           \
	X(NO_PAGE)     /* goes on in the next page */                          \
	X(TAKES_PART)  /* a byte of four bits and a STOP is one */             \
	/* bits */                                                             \
	X(START_IN_BYTE) /* is none */                                         \
	X(STOP_IN_BYTE)	 /* ends it */                                         \
	X(COUNT_STAYS)	 /* START does not begin a byte anew */                \
	X(SDA_PULSE)	 /* ends it, */                                        \
	X(SCL_PULSE)	 /* and so does one of SCL */                          \
	X(PAUSE)	 /* of 800 us in a message ends it */                  \
	X(BOOT_BUSY)	 /* a wire that is low at power-on is its end */       \
	X(HELD)		 /* SCL low for 20 ms ends it */                       \
	/* hosts */                                                            \
	X(STRETCHES)   /* almost until the host would pull SCL again */        \
	X(TIRED)       /* holds 20 us, and a pause of 10 ms ends it */         \
	X(ACK_LAST)    /* a read only ends with a NACK */                      \
	X(AFTER_NACK)  /* clocks end it */                                     \
	X(TWIN)	       /* a 0 of another where it sends a 1 ends it */         \
	X(LATE_SAMPLE) /* looks at SDA 3 us after SCL rose */                  \
	X(STOP_BUSY)   /* sees nothing for 7 us after a STOP */

#define DEFECT_NAME(name) name,
enum defect { DEFECTS(DEFECT_NAME) N_DEFECTS };
#undef DEFECT_NAME

#define DEFECT_NAME(name) #name,
static const char *const defect_names[]
	__attribute__((unused)) = {DEFECTS(DEFECT_NAME)};
#undef DEFECT_NAME

#endif /* DEFECTS_H */
