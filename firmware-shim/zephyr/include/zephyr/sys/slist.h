/* SPDX-License-Identifier: MIT */
/* Singly linked lists, as far as structures of drivers contain them. */
#ifndef TW_ZEPHYR_SYS_SLIST_H
#define TW_ZEPHYR_SYS_SLIST_H

typedef struct tw_snode {
	struct tw_snode *next;
} sys_snode_t;

typedef struct {
	sys_snode_t *head;
	sys_snode_t *tail;
} sys_slist_t;

#endif /* TW_ZEPHYR_SYS_SLIST_H */
