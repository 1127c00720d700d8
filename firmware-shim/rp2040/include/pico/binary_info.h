/* SPDX-License-Identifier: MIT */
/* Notes for picotool in the binary: accepted, and left out of it. */
#ifndef PICO_BINARY_INFO_H
#define PICO_BINARY_INFO_H

#define BINARY_INFO_NOTE(...) struct binary_info_is_left_out

#define bi_decl(...)		  BINARY_INFO_NOTE(__VA_ARGS__);
#define bi_decl_if_func_used(...) ((void)0);
#define bi_decl_with_attr(...)	  BINARY_INFO_NOTE(__VA_ARGS__);
#define bi_program_name(...)
#define bi_program_description(...)
#define bi_program_version_string(...)
#define bi_program_url(...)
#define bi_program_feature(...)
#define bi_1pin_with_func(...)
#define bi_2pins_with_func(...)
#define bi_3pins_with_func(...)
#define bi_4pins_with_func(...)
#define bi_1pin_with_name(...)
#define bi_2pins_with_names(...)

#endif
