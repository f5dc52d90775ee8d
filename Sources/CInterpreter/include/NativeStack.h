// Switching between machine stacks.

#ifndef NATIVESTACK_H
#define NATIVESTACK_H

/// Goes on at `to`, another stack's saved stack pointer; this stack's goes to *from. Returns when something switches back.
void native_stack_switch(void *_Nullable *_Nonnull from, void *_Nonnull to);

/// The saved stack pointer of a fresh stack that ends (exclusively) at `top`: the first switch to it calls `entry`, which must not return.
void *_Nonnull native_stack_prepare(void *_Nonnull top, void (*_Nonnull entry)(void));

#endif
