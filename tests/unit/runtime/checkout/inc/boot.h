/* SPDX-License-Identifier: MIT */
#error "the overlay comes first"
