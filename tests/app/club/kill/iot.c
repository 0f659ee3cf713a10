/* What a program does to the files under one folder: counted, recorded, cut short or made to fail.
 *
 * Loaded with LD_PRELOAD. Python switches it on with iot_watch() and iot_arm(); until then every call
 * goes through untouched. A "point" is one call that changes something on the disk: creating, writing,
 * cutting, syncing, renaming or removing a file, making a folder. Calls are stopped before they act.
 *
 * Build: gcc -shared -fPIC -O2 -Wall -Wextra -o iot.so iot.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT = 0, KILL = 1, FAIL = 2 };
enum { MOST_FILES = 4096 };

static char root[PATH_MAX];      /* "" while nothing is watched */
static size_t root_length;
static char *path_of[MOST_FILES]; /* of each open file under the root */
static int armed, act, half, error_number, sticky, record_to = -1;
static long points, stop_at;
static char letters[65536]; /* of the points passed, as in record() */

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PATH(fd) ((fd) >= 0 && (fd) < MOST_FILES ? path_of[fd] : NULL)

/* --- for Python ------------------------------------------------------------------------------ */

/* Watch the files under `folder`, an absolute path. */
void iot_watch(const char *folder) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
}

/* From here on count points. At point `at` (from 1): KILL the process, after half of a write when
 * `write_half`; or FAIL the call with `number`, and every later one too when `keep_failing`. */
void iot_arm(int what, long at, int write_half, int number, int keep_failing) {
    armed = 1, points = 0, memset(letters, 0, sizeof letters);
    act = what, stop_at = at, half = write_half, error_number = number, sticky = keep_failing;
}

/* Let every call through again. */
void iot_disarm(void) { armed = 0; }

/* How many points were passed since iot_arm(), and the letter of each (see record). */
long iot_points(void) { return points; }
const char *iot_letters(void) { return letters; }

/* Record every watched call to this open file: see record(). */
void iot_record(int fd) { record_to = fd; }

/* One call: letter, length of the path, offset, length of the data; path; data. */
static void record(char letter, const char *path, int64_t offset, const void *data, uint32_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    unsigned char head[15];
    uint16_t path_length = (uint16_t)strlen(path);
    if (record_to < 0) return;
    if (!real) real = REAL(write);
    head[0] = (unsigned char)letter;
    memcpy(head + 1, &path_length, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    if (real(record_to, head, sizeof head) < 0 || real(record_to, path, path_length) < 0) abort();
    if (length && real(record_to, data, length) < 0) abort();
}

/* Record that the program told the user that step `number` is saved. */
void iot_acknowledge(int64_t number) { record('A', "", number, NULL, 0); }

/* --- what happens at a point ----------------------------------------------------------------- */

static void die(void) {
    raise(SIGKILL);
    for (;;) pause();
}

/* 1 when the call must fail now, 0 when it goes through; does not return when it is time to die. */
static int stopped(char letter) {
    if (!armed) return 0;
    if (points < (long)sizeof letters - 1) letters[points] = letter;
    points++;
    if (act == KILL && points == stop_at) die();
    return act == FAIL && (points == stop_at || (sticky && points > stop_at));
}

static int watched(const char *path) {
    return root_length && path && !strncmp(path, root, root_length);
}

/* The path of `name` in the open folder `folder` (or AT_FDCWD), in `room`. */
static const char *full(int folder, const char *name, char *room) {
    const char *above = name[0] == '/' || folder == AT_FDCWD ? NULL : PATH(folder);
    if (!above) return name;
    snprintf(room, PATH_MAX, "%s/%s", above, name);
    return room;
}

static void forget(int fd) {
    if (fd >= 0 && fd < MOST_FILES) free(path_of[fd]), path_of[fd] = NULL;
}

/* --- the calls ------------------------------------------------------------------------------- */

static int opened(const char *path, int flags, int there, int fd) {
    if (fd < 0) return fd;
    forget(fd);
    if (!watched(path) || fd >= MOST_FILES) return fd;
    path_of[fd] = strdup(path);
    if (!there) record('C', path, 0, NULL, 0);
    else if (flags & O_TRUNC) record('T', path, 0, NULL, 0);
    return fd;
}

#define OPEN_BODY(path, call)                                                      \
    mode_t mode = 0;                                                               \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                         \
        va_list more;                                                              \
        va_start(more, flags);                                                     \
        mode = va_arg(more, mode_t);                                               \
        va_end(more);                                                              \
    }                                                                              \
    int mine = watched(path), there = mine ? !access(path, F_OK) : 1;              \
    if (mine && ((!there && flags & O_CREAT) || flags & O_TRUNC) && stopped('C'))  \
        return errno = error_number, -1;                                           \
    return opened(path, flags, there, call);

int open(const char *path, int flags, ...) { OPEN_BODY(path, REAL(open)(path, flags, mode)) }

int open64(const char *path, int flags, ...) { OPEN_BODY(path, REAL(open64)(path, flags, mode)) }

int openat(int folder, const char *name, int flags, ...) {
    char room[PATH_MAX];
    const char *path = full(folder, name, room);
    OPEN_BODY(path, REAL(openat)(folder, name, flags, mode))
}

int openat64(int folder, const char *name, int flags, ...) {
    char room[PATH_MAX];
    const char *path = full(folder, name, room);
    OPEN_BODY(path, REAL(openat64)(folder, name, flags, mode))
}

int close(int fd) {
    forget(fd);
    return REAL(close)(fd);
}

/* Half of a write that is cut short reaches the file; nothing of one that fails does. */
#define WRITE_BODY(at, whole, part)                                                \
    const char *path = PATH(fd);                                                   \
    if (!path) return whole;                                                       \
    if (armed && act == KILL && half && points + 1 == stop_at) {                   \
        ssize_t ignored = part;                                                    \
        (void)ignored;                                                             \
    }                                                                              \
    if (stopped('W')) return errno = error_number, -1;                             \
    int64_t offset = at;                                                           \
    record('W', path, offset, data, (uint32_t)length);                             \
    return whole;

ssize_t write(int fd, const void *data, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = REAL(write);
    WRITE_BODY(lseek(fd, 0, SEEK_CUR), real(fd, data, length), real(fd, data, length / 2))
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t to) {
    WRITE_BODY(to, REAL(pwrite)(fd, data, length, to), REAL(pwrite)(fd, data, length / 2, to))
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t to) {
    WRITE_BODY(to, REAL(pwrite64)(fd, data, length, to), REAL(pwrite64)(fd, data, length / 2, to))
}

/* Copies inside the kernel would pass unseen: callers fall back to reading and writing. */
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    if (PATH(to)) return errno = ENOTSOCK, -1;
    return ((ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile"))(to, from, offset, length);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) {
    if (PATH(to)) return errno = ENOTSOCK, -1;
    return ((ssize_t(*)(int, int, off64_t *, size_t))dlsym(RTLD_NEXT, "sendfile64"))(to, from, offset, length);
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *put, size_t length, unsigned flags) {
    if (PATH(to)) return errno = EXDEV, -1;
    return REAL(copy_file_range)(from, at, to, put, length, flags);
}

#define FILE_BODY(letter, size, call)                                              \
    const char *path = PATH(fd);                                                   \
    if (path && stopped(letter)) return errno = error_number, -1;                  \
    if (path) record(letter, path, size, NULL, 0);                                 \
    return call;

int fsync(int fd) { FILE_BODY('S', 0, REAL(fsync)(fd)) }

int fdatasync(int fd) { FILE_BODY('S', 0, REAL(fdatasync)(fd)) }

int ftruncate(int fd, off_t size) { FILE_BODY('T', size, REAL(ftruncate)(fd, size)) }

int ftruncate64(int fd, off64_t size) { FILE_BODY('T', size, REAL(ftruncate64)(fd, size)) }

#define NAME_BODY(letter, path, there, call)                                       \
    int mine = watched(path);                                                      \
    if (mine && (there) && stopped(letter)) return errno = error_number, -1;       \
    int done = call;                                                               \
    if (mine && !done) record(letter, path, 0, NULL, 0);                           \
    return done;

int unlink(const char *path) { NAME_BODY('U', path, !access(path, F_OK), REAL(unlink)(path)) }

int unlinkat(int folder, const char *name, int flags) {
    char room[PATH_MAX];
    const char *path = full(folder, name, room);
    NAME_BODY('U', path, !access(path, F_OK), REAL(unlinkat)(folder, name, flags))
}

int rmdir(const char *path) { NAME_BODY('U', path, !access(path, F_OK), REAL(rmdir)(path)) }

int mkdir(const char *path, mode_t mode) {
    NAME_BODY('D', path, access(path, F_OK), REAL(mkdir)(path, mode))
}

static int renamed(const char *from, const char *to, int (*real)(const char *, const char *)) {
    int mine = watched(from) || watched(to);
    if (mine && stopped('R')) return errno = error_number, -1;
    int done = real(from, to);
    if (mine && !done) record('R', from, 0, to, (uint32_t)strlen(to));
    return done;
}

int rename(const char *from, const char *to) { return renamed(from, to, REAL(rename)); }
