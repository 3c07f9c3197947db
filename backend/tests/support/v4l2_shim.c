/* A video device for tests, under LD_PRELOAD: files in the folder $V4L2_SHIM are capture devices of a kernel that has
 * none. What a device offers stands in its file, as words: mjpeg, raw, meta (no pictures), busy (somebody streams).
 * Pictures come from $V4L2_SHIM/frames: for each its length in four bytes, then the JPEG. A file that is removed is
 * unplugged. The structures are those of the kernel's own header, so ours are checked against them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST_FD 4096
#define BUFFERS 32
#define ROOM (1 << 20)

struct device {
    int fd;
    char words[128];
    uint32_t format, width, height, rate, count, next, sequence;
    int queued[BUFFERS], streaming;
    void *buffers[BUFFERS];
    unsigned char *frames, *at, *end;
    struct timespec due;
};
static struct device *devices[MOST_FD];

static struct device *of(int fd) { return fd >= 0 && fd < MOST_FD ? devices[fd] : NULL; }
static int has(struct device *d, const char *word) { return strstr(d->words, word) != NULL; }
static int fails(int code) { errno = code; return -1; }

static int opened(int fd, const char *path) {
    const char *folder = getenv("V4L2_SHIM"), *name = strrchr(path, '/');
    if (fd < 0 || fd >= MOST_FD || !folder || !name || strncmp(path, folder, strlen(folder)) || strncmp(name, "/video", 6))
        return fd;
    struct device *d = calloc(1, sizeof *d);
    d->fd = fd;
    if (read(fd, d->words, sizeof d->words - 1) < 0) d->words[0] = 0;
    d->format = has(d, "mjpeg") ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
    d->width = 320, d->height = 180, d->rate = 25;
    devices[fd] = d;
    return fd;
}

#define OPEN(name)                                                              \
    int name(const char *path, int flags, ...) {                                \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;       \
        va_end(rest);                                                           \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);          \
        return opened(real(path, flags, mode), path);                           \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "close");
    struct device *d = of(fd);
    if (d) devices[fd] = NULL, free(d->frames), free(d);
    return real(fd);
}

#define MAP(name)                                                                              \
    void *name(void *place, size_t size, int guard, int flags, int fd, off_t offset) {         \
        void *(*real)(void *, size_t, int, int, int, off_t) = dlsym(RTLD_NEXT, #name);         \
        struct device *d = of(fd);                                                             \
        if (!d) return real(place, size, guard, flags, fd, offset);                            \
        return d->buffers[offset / ROOM] =                                                     \
                   real(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); \
    }
MAP(mmap)
MAP(mmap64)

static const uint32_t SIZES[][2] = {{320, 180}, {640, 360}}, RATES[] = {25, 10};

static uint32_t offered(struct device *d, uint32_t index) {
    uint32_t all[] = {V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG};
    for (int i = 0; i < 2; i++)
        if (has(d, i ? "mjpeg" : "raw") && index-- == 0) return all[i];
    return 0;
}

static void fit(struct device *d, struct v4l2_pix_format *pix, int set) {
    if (set) {
        d->format = pix->pixelformat == V4L2_PIX_FMT_MJPEG && has(d, "mjpeg") ? V4L2_PIX_FMT_MJPEG
                    : has(d, "raw")                                           ? V4L2_PIX_FMT_YUYV
                                                                              : d->format;
        d->width = pix->width == 640 ? 640 : 320, d->height = d->width == 640 ? 360 : 180;
    }
    pix->pixelformat = d->format, pix->width = d->width, pix->height = d->height, pix->field = V4L2_FIELD_NONE;
    pix->bytesperline = d->format == V4L2_PIX_FMT_YUYV ? d->width * 2 : 0;
    pix->sizeimage = d->format == V4L2_PIX_FMT_YUYV ? d->width * d->height * 2 : ROOM;
}

static void begin(struct device *d) {
    char path[600];
    snprintf(path, sizeof path, "%s/frames", getenv("V4L2_SHIM"));
    FILE *file = fopen(path, "rb");
    if (file && !d->frames) {
        d->frames = malloc(16 * ROOM);
        d->end = d->frames + fread(d->frames, 1, 16 * ROOM, file);
    }
    if (file) fclose(file);
    d->at = d->frames, d->streaming = 1;
    clock_gettime(CLOCK_MONOTONIC, &d->due);
}

static int give(struct device *d, struct v4l2_buffer *buffer) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct stat own;
    if (fstat(d->fd, &own) || !own.st_nlink) return fails(ENODEV);
    if (has(d, "silent") || now.tv_sec < d->due.tv_sec || (now.tv_sec == d->due.tv_sec && now.tv_nsec < d->due.tv_nsec))
        return fails(EAGAIN);
    uint32_t index = d->next;
    if (!d->queued[index]) return fails(EAGAIN);
    uint32_t length = d->width * d->height * 2;
    if (d->format == V4L2_PIX_FMT_YUYV) {
        memset(d->buffers[index], 128, length);
        memset(d->buffers[index], 40 + d->sequence * 8 % 160, length / 2);
    } else {
        if (!d->frames) return fails(EIO);
        if (d->at >= d->end) d->at = d->frames;
        memcpy(&length, d->at, 4);
        memcpy(d->buffers[index], d->at + 4, length);
        d->at += 4 + length;
    }
    d->due.tv_nsec += 1000000000 / d->rate;
    if (d->due.tv_nsec >= 1000000000) d->due.tv_sec++, d->due.tv_nsec -= 1000000000;
    d->queued[index] = 0, d->next = (index + 1) % d->count;
    buffer->index = index, buffer->bytesused = length, buffer->sequence = d->sequence++;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    buffer->timestamp.tv_sec = now.tv_sec, buffer->timestamp.tv_usec = now.tv_nsec / 1000;
    return 0;
}

static int listed(struct device *d, unsigned long what, void *given) {
    if (what == VIDIOC_ENUM_FMT) {
        struct v4l2_fmtdesc *each = given;
        if (has(d, "meta") || !(each->pixelformat = offered(d, each->index))) return fails(EINVAL);
        each->flags = each->pixelformat == V4L2_PIX_FMT_MJPEG ? V4L2_FMT_FLAG_COMPRESSED : 0;
        return 0;
    }
    if (what == VIDIOC_ENUM_FRAMESIZES) {
        struct v4l2_frmsizeenum *each = given;
        if (each->index > 1) return fails(EINVAL);
        each->type = V4L2_FRMSIZE_TYPE_DISCRETE;
        each->discrete.width = SIZES[each->index][0], each->discrete.height = SIZES[each->index][1];
        return 0;
    }
    struct v4l2_frmivalenum *each = given;
    if (each->index > 1) return fails(EINVAL);
    each->type = V4L2_FRMIVAL_TYPE_DISCRETE;
    each->discrete.numerator = 1, each->discrete.denominator = RATES[each->index];
    return 0;
}

static int answered(struct device *d, unsigned long what, void *given) {
    switch (what) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *own = given;
        memset(own, 0, sizeof *own);
        strcpy((char *)own->driver, "uvcvideo"), strcpy((char *)own->card, "Shim Camera");
        own->device_caps = V4L2_CAP_STREAMING | (has(d, "meta") ? V4L2_CAP_META_CAPTURE : V4L2_CAP_VIDEO_CAPTURE);
        own->capabilities = V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE;
        return 0;
    }
    case VIDIOC_ENUM_FMT: case VIDIOC_ENUM_FRAMESIZES: case VIDIOC_ENUM_FRAMEINTERVALS: return listed(d, what, given);
    case VIDIOC_S_FMT:
        if (has(d, "busy")) return fails(EBUSY);
        /* fall through */
    case VIDIOC_G_FMT: fit(d, &((struct v4l2_format *)given)->fmt.pix, what == VIDIOC_S_FMT); return 0;
    case VIDIOC_ENUMINPUT: memset((char *)given + 4, 0, sizeof(struct v4l2_input) - 4); return 0;
    case VIDIOC_G_INPUT: *(int *)given = 0; return 0;
    case VIDIOC_S_INPUT: return 0;
    case VIDIOC_S_PARM:
        if (((struct v4l2_streamparm *)given)->parm.capture.timeperframe.numerator)
            d->rate = ((struct v4l2_streamparm *)given)->parm.capture.timeperframe.denominator /
                      ((struct v4l2_streamparm *)given)->parm.capture.timeperframe.numerator;
        /* fall through */
    case VIDIOC_G_PARM:
        ((struct v4l2_streamparm *)given)->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
        ((struct v4l2_streamparm *)given)->parm.capture.timeperframe = (struct v4l2_fract){1, d->rate};
        return 0;
    case VIDIOC_REQBUFS:
        d->count = ((struct v4l2_requestbuffers *)given)->count;
        if (d->count > BUFFERS) d->count = ((struct v4l2_requestbuffers *)given)->count = BUFFERS;
        return 0;
    case VIDIOC_QUERYBUF:
        ((struct v4l2_buffer *)given)->length = ROOM;
        ((struct v4l2_buffer *)given)->m.offset = ((struct v4l2_buffer *)given)->index * ROOM;
        return 0;
    case VIDIOC_QBUF: d->queued[((struct v4l2_buffer *)given)->index] = 1; return 0;
    case VIDIOC_STREAMON: begin(d); return 0;
    case VIDIOC_STREAMOFF: d->streaming = 0; return 0;
    case VIDIOC_DQBUF: return give(d, given);
    }
    return fails(ENOTTY);
}

int ioctl(int fd, unsigned long what, ...) {
    va_list rest;
    va_start(rest, what);
    void *given = va_arg(rest, void *);
    va_end(rest);
    int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
    struct device *d = of(fd);
    return d ? answered(d, what & 0xffffffff, given) : real(fd, what, given);
}
