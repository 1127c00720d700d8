/* SPDX-License-Identifier: MIT */
#ifndef TW_GENERATED_UTSRELEASE_H
#define TW_GENERATED_UTSRELEASE_H

#ifndef UTS_RELEASE
#define UTS_RELEASE "6.17.0-twowire"
#endif

#endif /* TW_GENERATED_UTSRELEASE_H */
