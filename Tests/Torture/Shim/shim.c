// Stands between a program and the calls by which it changes files (LD_PRELOAD), below one directory: writes them down, makes
// one of them fail, or kills the program at one of them. The program itself needs no hooks.
//
//   QUO_SHIM_ROOT    the directory, absolute and without symbolic links; nothing outside of it is touched
//   QUO_SHIM_LOG     a file to which every change is written, in the order of the changes (WriteLog.swift reads it)
//   QUO_SHIM_ACKS    a file below the root: what is written to it goes to the log as acknowledgements
//   QUO_SHIM_KILL    K:HOW  kills the process at the K-th change: HOW is before, after, or half (of a write)
//   QUO_SHIM_FAIL    KIND:K:ERRNO:TIMES  lets the K-th call of a kind fail, and those after it, TIMES in all; with the number 0
//                    a write is cut short
//   QUO_SHIM_COUNTS  a file to which the number of calls of each kind is written at exit
//
// All calls about the root are made one at a time, so the log has them in the order in which they took effect.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// The kinds of calls, as QUO_SHIM_FAIL names them.
enum kind { WRITE, SYNC, OPEN, TRUNCATE, MMAP, READ, NAME, KINDS };
static const char *const kind_names[KINDS] = {"write", "sync", "open", "truncate", "mmap", "read", "name"};

// The kinds of records in the log.
enum record { R_WRITE = 1, R_TRUNCATE, R_SYNC, R_CREATE, R_MKDIR, R_RENAME, R_REMOVE, R_ACK };

enum { MAX_FILES = 4096, DSYNC = 1, ACKS = 2, TRACKED = 4 };

struct header {
  uint8_t record, flags;
  uint16_t path_length;
  uint32_t other_length;
  uint64_t inode, offset, length;
};

static pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static uint8_t files[MAX_FILES];
static char root[PATH_MAX], acks[PATH_MAX];
static size_t root_length;
static int log_file = -1;
static long counts[KINDS], changes;
static long kill_at = -1, fail_at = -1, fail_times;
static int fail_kind = -1, fail_errno;
static enum { BEFORE, AFTER, HALF } kill_how;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
  void *symbol = dlsym(RTLD_NEXT, name);
  if (!symbol) abort();
  return symbol;
}

static void put(const void *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = syscall(SYS_write, log_file, bytes, count);
    if (written <= 0) abort();
    bytes = (const char *)bytes + written;
    count -= (size_t)written;
  }
}

__attribute__((constructor)) static void start(void) {
  const char *value;
  if ((value = getenv("QUO_SHIM_ROOT"))) {
    strncpy(root, value, sizeof root - 1);
    root_length = strlen(root);
  }
  if ((value = getenv("QUO_SHIM_ACKS"))) strncpy(acks, value, sizeof acks - 1);
  if ((value = getenv("QUO_SHIM_LOG")))
    log_file = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if ((value = getenv("QUO_SHIM_KILL"))) {
    kill_at = atol(value);
    value = strchr(value, ':');
    kill_how = !value || !strcmp(value, ":before") ? BEFORE : !strcmp(value, ":after") ? AFTER : HALF;
  }
  if ((value = getenv("QUO_SHIM_FAIL"))) {
    char name[16] = "";
    if (sscanf(value, "%15[a-z]:%ld:%d:%ld", name, &fail_at, &fail_errno, &fail_times) != 4) abort();
    for (int kind = 0; kind < KINDS; kind++)
      if (!strcmp(name, kind_names[kind])) fail_kind = kind;
    if (fail_kind < 0) abort();
  }
}

__attribute__((destructor)) static void stop(void) {
  const char *value = getenv("QUO_SHIM_COUNTS");
  if (!value) return;
  char text[512];
  int length = snprintf(text, sizeof text, "change %ld\n", changes);
  for (int kind = 0; kind < KINDS; kind++)
    length += snprintf(text + length, sizeof text - (size_t)length, "%s %ld\n", kind_names[kind], counts[kind]);
  int file = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0) syscall(SYS_write, file, text, length);
}

// The path of a name below the root, relative to it; NULL for others. A directory's own path is "".
static const char *below(int directory, const char *name, char *buffer) {
  if (!root_length || !name) return NULL;
  if (name[0] == '/') {
    snprintf(buffer, PATH_MAX, "%s", name);
  } else {
    char link[64];
    snprintf(link, sizeof link, directory == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", directory);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    if (strcmp(name, ".")) snprintf(buffer + length, PATH_MAX - (size_t)length, "/%s", name);
  }
  char *end = buffer + strlen(buffer);
  while (end > buffer + 1 && end[-1] == '/') *--end = 0;
  if (end - buffer > 3 && !strcmp(end - 3, "/..")) {
    end[-3] = 0;
    char *slash = strrchr(buffer, '/');
    if (slash) *slash = 0;
  }
  if (strncmp(buffer, root, root_length) || (buffer[root_length] != '/' && buffer[root_length] != 0)) return NULL;
  return buffer[root_length] ? buffer + root_length + 1 : buffer + root_length;
}

static int tracked(int file) { return file >= 0 && file < MAX_FILES && files[file] & TRACKED; }

static uint64_t inode(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? status.st_ino : 0;
}

static void record(enum record kind, uint8_t flags, uint64_t node, const char *path, const char *other, uint64_t offset,
                   const void *bytes, uint64_t length) {
  if (log_file < 0) return;
  struct header header = {kind, flags, (uint16_t)(path ? strlen(path) : 0), (uint32_t)(other ? strlen(other) : 0),
                          node, offset, length};
  put(&header, sizeof header);
  if (path) put(path, header.path_length);
  if (other) put(other, header.other_length);
  if (bytes) put(bytes, length);
}

// Counts a call; returns whether it is to fail, with errno set.
static int fails(enum kind kind) {
  long number = ++counts[kind];
  if ((int)kind != fail_kind || number < fail_at || number >= fail_at + fail_times) return 0;
  errno = fail_errno;
  return 1;
}

// Called before a change; returns whether the process is to be killed after it, or in the middle of it.
static int dies(void) {
  if (++changes != kill_at) return 0;
  if (kill_how == BEFORE) kill(getpid(), SIGKILL);
  return 1;
}

static void die(void) { kill(getpid(), SIGKILL); }

// MARK: Opening and closing

static int opened(int directory, const char *name, int flags, mode_t mode) {
  char buffer[PATH_MAX];
  const char *path = below(directory, name, buffer);
  if (!path) return (int)syscall(SYS_openat, directory, name, flags, mode);
  pthread_mutex_lock(&mutex);
  int file = -1;
  int is_acks = acks[0] && !strcmp(buffer, acks);
  if (is_acks || !fails(OPEN)) {
    struct stat status;
    int is_new = flags & O_CREAT && fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0;
    int is_change = !is_acks && (is_new || flags & O_TRUNC);
    int is_last = is_change && dies();
    file = (int)syscall(SYS_openat, directory, name, flags, mode);
    if (file >= 0 && is_last) die();
    if (file >= 0 && file < MAX_FILES) {
      files[file] = (uint8_t)(TRACKED | (flags & O_DSYNC ? DSYNC : 0) | (is_acks ? ACKS : 0));
      if (is_new && !is_acks) record(R_CREATE, 0, inode(file), path, NULL, 0, NULL, 0);
      if (flags & O_TRUNC && !is_new && !is_acks) record(R_TRUNCATE, 0, inode(file), NULL, NULL, 0, NULL, 0);
    }
  }
  pthread_mutex_unlock(&mutex);
  return file;
}

#define MODE(flags, mode) \
  mode_t mode = 0; \
  if (flags & O_CREAT) { \
    va_list list; \
    va_start(list, flags); \
    mode = va_arg(list, mode_t); \
    va_end(list); \
  }

int open(const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(AT_FDCWD, name, flags, mode);
}

int openat(int directory, const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(directory, name, flags, mode);
}

int openat64(int directory, const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(directory, name, flags, mode);
}

int close(int file) {
  if (file >= 0 && file < MAX_FILES) files[file] = 0;
  return (int)syscall(SYS_close, file);
}

// MARK: Writing

static ssize_t written(int file, const struct iovec *parts, int count, off_t offset, int is_positioned) {
  pthread_mutex_lock(&mutex);
  ssize_t result = -1;
  int is_acks = files[file] & ACKS;
  int is_failing = !is_acks && fails(WRITE);
  if (!is_failing || fail_errno == 0) {
    if (!is_positioned) {
      int flags = fcntl(file, F_GETFL);
      offset = lseek(file, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    }
    int is_last = !is_acks && dies();
    struct iovec some[IOV_MAX];
    if (is_failing || (is_last && kill_how == HALF)) {
      memcpy(some, parts, (size_t)count * sizeof *parts);
      count = (count + 1) / 2;
      some[count - 1].iov_len = some[count - 1].iov_len / 2 & ~(size_t)511;
      parts = some;
    }
    result = is_positioned ? syscall(SYS_pwritev, file, parts, count, (long)offset, 0L)
                           : syscall(SYS_writev, file, parts, count);
    if (is_last) die();
    uint64_t node = log_file >= 0 && result > 0 ? inode(file) : 0;
    ssize_t rest = result;
    for (int part = 0; part < count && rest > 0; part++) {
      size_t length = parts[part].iov_len < (size_t)rest ? parts[part].iov_len : (size_t)rest;
      record(is_acks ? R_ACK : R_WRITE, files[file] & DSYNC, node, NULL, NULL, (uint64_t)offset, parts[part].iov_base,
             length);
      offset += (off_t)length;
      rest -= (ssize_t)length;
    }
  }
  pthread_mutex_unlock(&mutex);
  return result;
}

ssize_t write(int file, const void *bytes, size_t count) {
  if (!tracked(file)) return syscall(SYS_write, file, bytes, count);
  struct iovec part = {(void *)bytes, count};
  return written(file, &part, 1, 0, 0);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  if (!tracked(file)) return syscall(SYS_pwrite64, file, bytes, count, offset);
  struct iovec part = {(void *)bytes, count};
  return written(file, &part, 1, offset, 1);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) { return pwrite(file, bytes, count, offset); }

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (!tracked(file)) return syscall(SYS_writev, file, parts, count);
  return written(file, parts, count, 0, 0);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  if (!tracked(file)) return syscall(SYS_pwritev, file, parts, count, (long)offset, 0L);
  return written(file, parts, count, offset, 1);
}

// MARK: Sizes and syncs

#define CHANGE(kind, call, success) \
  pthread_mutex_lock(&mutex); \
  int result = -1; \
  if (!fails(kind)) { \
    int is_last = dies(); \
    result = (int)(call); \
    if (is_last) die(); \
    if (result == 0) success; \
  } \
  pthread_mutex_unlock(&mutex); \
  return result;

int ftruncate(int file, off_t size) {
  if (!tracked(file)) return (int)syscall(SYS_ftruncate, file, size);
  CHANGE(TRUNCATE, syscall(SYS_ftruncate, file, size),
         record(R_TRUNCATE, 0, inode(file), NULL, NULL, (uint64_t)size, NULL, 0))
}

int ftruncate64(int file, off_t size) { return ftruncate(file, size); }

int posix_fallocate(int file, off_t offset, off_t length) {
  if (!tracked(file)) return REAL(posix_fallocate)(file, offset, length);
  pthread_mutex_lock(&mutex);
  int result = fail_errno;
  if (!fails(TRUNCATE)) {
    struct stat status;
    int is_last = dies();
    int is_longer = fstat(file, &status) == 0 && status.st_size < offset + length;
    result = REAL(posix_fallocate)(file, offset, length);
    if (is_last) die();
    if (result == 0 && is_longer)
      record(R_TRUNCATE, 0, inode(file), NULL, NULL, (uint64_t)(offset + length), NULL, 0);
  }
  pthread_mutex_unlock(&mutex);
  return result;
}

int posix_fallocate64(int file, off_t offset, off_t length) { return posix_fallocate(file, offset, length); }

int fsync(int file) {
  if (!tracked(file)) return (int)syscall(SYS_fsync, file);
  CHANGE(SYNC, syscall(SYS_fsync, file), record(R_SYNC, 0, inode(file), NULL, NULL, 0, NULL, 0))
}

int fdatasync(int file) {
  if (!tracked(file)) return (int)syscall(SYS_fdatasync, file);
  CHANGE(SYNC, syscall(SYS_fdatasync, file), record(R_SYNC, 0, inode(file), NULL, NULL, 0, NULL, 0))
}

// MARK: Names

int mkdirat(int directory, const char *name, mode_t mode) {
  char buffer[PATH_MAX];
  const char *path = below(directory, name, buffer);
  if (!path) return (int)syscall(SYS_mkdirat, directory, name, mode);
  struct stat status = {0};
  CHANGE(NAME, syscall(SYS_mkdirat, directory, name, mode),
         (fstatat(directory, name, &status, 0), record(R_MKDIR, 0, status.st_ino, path, NULL, 0, NULL, 0)))
}

int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int unlinkat(int directory, const char *name, int flags) {
  char buffer[PATH_MAX];
  const char *path = below(directory, name, buffer);
  if (!path) return (int)syscall(SYS_unlinkat, directory, name, flags);
  CHANGE(NAME, syscall(SYS_unlinkat, directory, name, flags), record(R_REMOVE, 0, 0, path, NULL, 0, NULL, 0))
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int renameat(int directory, const char *name, int other_directory, const char *other) {
  char buffer[PATH_MAX], other_buffer[PATH_MAX];
  const char *path = below(directory, name, buffer);
  const char *other_path = below(other_directory, other, other_buffer);
  if (!path || !other_path) return (int)syscall(SYS_renameat, directory, name, other_directory, other);
  CHANGE(NAME, syscall(SYS_renameat, directory, name, other_directory, other),
         record(R_RENAME, 0, 0, path, other_path, 0, NULL, 0))
}

int rename(const char *name, const char *other) { return renameat(AT_FDCWD, name, AT_FDCWD, other); }

// MARK: Reading and mapping, which may fail

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
  if (tracked(file)) {
    pthread_mutex_lock(&mutex);
    int is_failing = fails(MMAP);
    pthread_mutex_unlock(&mutex);
    if (is_failing) return MAP_FAILED;
  }
  return (void *)syscall(SYS_mmap, address, length, protection, flags, file, offset);
}

void *mmap64(void *address, size_t length, int protection, int flags, int file, off_t offset) {
  return mmap(address, length, protection, flags, file, offset);
}

static int read_fails(int file) {
  if (!tracked(file)) return 0;
  pthread_mutex_lock(&mutex);
  int result = fails(READ);
  pthread_mutex_unlock(&mutex);
  return result;
}

ssize_t read(int file, void *bytes, size_t count) {
  if (read_fails(file)) return -1;
  return syscall(SYS_read, file, bytes, count);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  if (read_fails(file)) return -1;
  return syscall(SYS_pread64, file, bytes, count, offset);
}

ssize_t pread64(int file, void *bytes, size_t count, off_t offset) { return pread(file, bytes, count, offset); }
