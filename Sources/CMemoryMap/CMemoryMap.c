// Finding, measuring and dropping text; see the header.

#define _GNU_SOURCE
#include "CMemoryMap.h"

#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef struct Search {
    const char *name;
    MemoryMapText *text;
} Search;

static int visit(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    Search *search = context;
    // The executable comes first.
    if (search->name && (!info->dlpi_name || !strstr(info->dlpi_name, search->name))) return 0;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    size_t n = 0;
    for (size_t i = 0; i < info->dlpi_phnum && n < MEMORY_MAP_SEGMENTS; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD || header->p_flags & PF_W) continue;
        uintptr_t start = (info->dlpi_addr + header->p_vaddr) & ~(page - 1);
        uintptr_t end = (info->dlpi_addr + header->p_vaddr + header->p_memsz + page - 1) & ~(page - 1);
        search->text->start[n] = (void *)start;
        search->text->size[n] = end - start;
        search->text->is_code[n] = header->p_flags & PF_X;
        n++;
    }
    search->text->count = n;
    return 1;
}

bool memory_map_find(const char *name, MemoryMapText *text) {
    Search search = { name, text };
    text->count = 0;
    return dl_iterate_phdr(visit, &search) == 1 && text->count > 0;
}

void memory_map_drop(const MemoryMapText *text) {
    for (size_t i = 0; i < text->count; i++) madvise(text->start[i], text->size[i], MADV_DONTNEED);
}

void memory_map_partition(const MemoryMapText *text, size_t code, size_t tables) {
    for (size_t i = 0; i < text->count; i++) {
        size_t bytes = text->is_code[i] ? code : tables;
        // Neighbours with the same advice are one mapping.
        for (size_t at = 0; at < text->size[i]; at += 2 * bytes) {
            size_t left = text->size[i] - at;
            if (madvise((char *)text->start[i] + at, left < bytes ? left : bytes, MADV_RANDOM)) return;
        }
    }
}

// A field of /proc/self/statm, counted from 0 (size resident shared …), in bytes.
static size_t statm(int wanted) {
    char buffer[128];
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t n = read(file, buffer, sizeof buffer - 1);
    close(file);
    if (n <= 0) return 0;
    size_t pages = 0;
    int field = 0;
    for (ssize_t i = 0; i < n; i++) {
        if (buffer[i] == ' ') {
            if (++field > wanted) break;
        } else if (field == wanted && buffer[i] >= '0' && buffer[i] <= '9') {
            pages = pages * 10 + (size_t)(buffer[i] - '0');
        }
    }
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

size_t memory_map_address_space(void) { return statm(0); }

size_t memory_map_file_bytes(void) { return statm(2); }

long memory_map_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void memory_map_trim_malloc(size_t bytes) {
    if (mallinfo2().fordblks > bytes) malloc_trim(0);
}
