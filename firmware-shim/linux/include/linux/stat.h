/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_STAT_H
#define TW_LINUX_STAT_H

#define S_IRWXU	  0700
#define S_IRUSR	  0400
#define S_IWUSR	  0200
#define S_IXUSR	  0100
#define S_IRWXG	  0070
#define S_IRGRP	  0040
#define S_IWGRP	  0020
#define S_IRWXO	  0007
#define S_IROTH	  0004
#define S_IWOTH	  0002
#define S_IRWXUGO (S_IRWXU | S_IRWXG | S_IRWXO)
#define S_IRUGO	  (S_IRUSR | S_IRGRP | S_IROTH)
#define S_IWUGO	  (S_IWUSR | S_IWGRP | S_IWOTH)

#endif /* TW_LINUX_STAT_H */
