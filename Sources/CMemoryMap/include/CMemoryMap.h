// CMemoryMap: program text in memory, and how to let go of it.
//
// Text is mapped from files: its pages are in the page cache anyway, and come back by a cheap fault. But once touched (or once
// they lie beside touched ones: the kernel maps sixteen at a time) they count as the process's own memory until it ends,
// though most of what starting up or compiling touches is never needed again.

#ifndef CMEMORYMAP_H
#define CMEMORYMAP_H

#include <stdbool.h>
#include <stddef.h>

enum { MEMORY_MAP_SEGMENTS = 6 };

/// The mappings of an executable or a library that nothing can write to.
typedef struct MemoryMapText {
    size_t count;
    void *_Nullable start[MEMORY_MAP_SEGMENTS];
    size_t size[MEMORY_MAP_SEGMENTS];
    bool is_code[MEMORY_MAP_SEGMENTS];
} MemoryMapText;

/// Finds the text of the loaded library whose path contains `name`; of the executable if it is NULL. False: not loaded.
bool memory_map_find(const char *_Nullable name, MemoryMapText *_Nonnull text);

/// Unmaps the pages of the text; whoever goes on there gets them back. Safe while other threads run in it.
void memory_map_drop(const MemoryMapText *_Nonnull text);

/// Splits the text into mappings of so many bytes, multiples of the page size: a fault brings the pages of one mapping at most.
void memory_map_partition(const MemoryMapText *_Nonnull text, size_t code, size_t tables);

/// Bytes of address space that are in use; 0: unknown.
size_t memory_map_address_space(void);

/// Resident bytes that are mapped from files.
size_t memory_map_file_bytes(void);

/// Milliseconds of a clock that only goes forward, read cheaply.
long memory_map_milliseconds(void);

/// Gives free memory of all malloc arenas back to the system if it is more than so many bytes.
void memory_map_trim_malloc(size_t bytes);

#endif
