/* SPDX-License-Identifier: MIT */
/* glibc's asks for one of a width that is not installed. */
