/* SPDX-License-Identifier: MIT */
/* Of a client, what programs have no use for. */
#ifndef TW_CLIENT_INSIDE_H
#define TW_CLIENT_INSIDE_H

#include <stdbool.h>

#include "twowire/client.h"

/* The connection is at another descriptor now: it has been duplicated there, or
 * is moved there, in the place of what that was. false: it cannot be. */
void tw_client_rename(tw_client *client, int fd);
bool tw_client_move(tw_client *client, int fd);

/* How many there are in this process. */
unsigned tw_client_count(void);

#endif /* TW_CLIENT_INSIDE_H */
