#pragma once
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

// What glibc declares only for those who ask for its extensions, which Swift's module does not.
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A pipe that programs started meanwhile do not inherit.
static inline int marsad_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

// The program begins in the root folder and with its first three descriptors alone.
static inline int marsad_spawn_apart(posix_spawn_file_actions_t *actions) {
  int code = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  return code ? code : posix_spawn_file_actions_addchdir_np(actions, "/");
}
