/* Follows one stream with many sockets on one core: counts messages, gaps, repeats and delays.
   fanout PORT SOCKETS SECONDS TIMES [INIT SUBSCRIBES]: TIMES is a file of u64 microseconds, one a sequence, SUBSCRIBES
   one of messages, a line each, which sockets send in turn. Sequences without a time are not counted. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { UPGRADING, GREETING, ASKING, FOLLOWING };
enum { SEQUENCES = 1 << 20, DELAYS = 1 << 22, OPENING = 512, BUFFER = 1 << 13, LINES = 1 << 14 };
struct peer { int fd, stage; size_t held; long last; char *data; };
static uint64_t now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000ull + t.tv_nsec / 1000; }

static void send_text(int fd, const char *text) {
    size_t size = strlen(text), at = 0;
    unsigned char *frame = calloc(1, size + 8);
    frame[at++] = 0x81;
    if (size < 126) frame[at++] = 0x80 | size;
    else { frame[at++] = 0xfe; frame[at++] = size >> 8; frame[at++] = size & 255; }
    at += 4; /* a mask of zeros */
    memcpy(frame + at, text, size);
    if (write(fd, frame, at + size) < 0) perror("write");
    free(frame);
}

int main(int count, char **words) {
    int port = atoi(words[1]), wanted = atoi(words[2]), graphql = count > 6;
    double seconds = atof(words[3]);
    int file = open(words[4], O_RDONLY);
    volatile uint64_t *times = mmap(0, SEQUENCES * 8, PROT_READ, MAP_SHARED, file, 0);
    struct peer *peers = calloc(wanted, sizeof *peers);
    uint32_t *delays = calloc(DELAYS, sizeof *delays);
    struct epoll_event events[512];
    char **lines = calloc(LINES, sizeof *lines);
    int asked = 0;
    if (graphql) {
        FILE *subscribes = fopen(words[6], "r");
        size_t room = 0;
        while (asked < LINES && getline(&lines[asked], (room = 0, &room), subscribes) > 0) { lines[asked][strcspn(lines[asked], "\n")] = 0; asked++; }
    }
    long messages = 0, gaps = 0, repeats = 0, timed = 0, closed = 0;
    int poll = epoll_create1(0), opened = 0, ready = 0, measuring = 0;
    uint64_t end = 0, began = now();
    while (!end || now() < end) {
        while (opened < wanted && opened - ready < OPENING) {
            struct peer *peer = &peers[opened];
            struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(0x7f000001)};
            char hello[400];
            peer->fd = socket(AF_INET, SOCK_STREAM, 0);
            peer->data = malloc(BUFFER);
            if (connect(peer->fd, (struct sockaddr *)&to, sizeof to)) { perror("connect"); return 1; }
            int size = snprintf(hello, sizeof hello, "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n", port);
            if (write(peer->fd, hello, size) != size) return 1;
            fcntl(peer->fd, F_SETFL, O_NONBLOCK);
            struct epoll_event event = {.events = EPOLLIN, .data.u32 = opened++};
            epoll_ctl(poll, EPOLL_CTL_ADD, peer->fd, &event);
        }
        if (ready == wanted && !measuring) {
            char line[8];
            printf("ready %.3f\n", (now() - began) / 1e6);
            fflush(stdout);
            if (!fgets(line, sizeof line, stdin)) return 1;
            measuring = 1;
            end = now() + (uint64_t)(seconds * 1e6);
        }
        int found = epoll_wait(poll, events, 512, 50);
        for (int each = 0; each < found; each++) {
            struct peer *peer = &peers[events[each].data.u32];
            ssize_t got = read(peer->fd, peer->data + peer->held, BUFFER - peer->held);
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                epoll_ctl(poll, EPOLL_CTL_DEL, peer->fd, 0), closed++;
                if (!measuring) { fprintf(stderr, "a socket was closed at stage %d\n", peer->stage); return 1; }
                continue;
            }
            uint64_t arrived = now();
            peer->held += got;
            size_t at = 0;
            if (peer->stage == UPGRADING) {
                char *body = memmem(peer->data, peer->held, "\r\n\r\n", 4);
                if (!body) continue;
                at = body + 4 - peer->data;
                if (graphql) { peer->stage = GREETING; send_text(peer->fd, words[5]); }
                else { peer->stage = FOLLOWING; ready++; }
            }
            while (peer->held - at >= 4) {
                unsigned char *head = (unsigned char *)peer->data + at;
                size_t size = head[1] & 127, from = 2;
                if (size == 126) { size = head[2] << 8 | head[3]; from = 4; }
                if (size == 127 || size + from > BUFFER) { fprintf(stderr, "a frame is too large\n"); return 1; }
                if (peer->held - at < from + size) break;
                char *text = (char *)head + from;
                at += from + size;
                if ((head[0] & 15) == 9) { unsigned char pong[6 + 125] = {0x8a, 0x80 | size}; memcpy(pong + 6, text, size); if (write(peer->fd, pong, 6 + size) < 0) perror("write"); }
                if ((head[0] & 15) != 1) continue;
                char *mark = memmem(text, size, "\"sequence\":", 11);
                if (peer->stage == GREETING) { peer->stage = ASKING; send_text(peer->fd, lines[(peer - peers) % asked]); continue; }
                if (peer->stage == ASKING && !mark) { fprintf(stderr, "%.*s\n", (int)size, text); return 1; }
                if (peer->stage == ASKING) { peer->stage = FOLLOWING; ready++; }
                if (!mark) continue;
                long sequence = atol(mark + 11);
                if (!measuring || sequence >= SEQUENCES || !times[sequence]) continue;
                if (peer->last && sequence > peer->last + 1) gaps += sequence - peer->last - 1;
                if (sequence <= peer->last) repeats++;
                peer->last = sequence;
                messages++;
                uint64_t delay = arrived - times[sequence];
                delays[delay < DELAYS ? delay : DELAYS - 1]++, timed++;
            }
            memmove(peer->data, peer->data + at, peer->held - at);
            peer->held -= at;
        }
    }
    long sum = 0, half = 0, most = 0;
    for (long delay = 0; delay < DELAYS; delay++) {
        sum += delays[delay];
        if (!half && sum * 2 >= timed) half = delay;
        if (!most && sum * 100 >= timed * 99) most = delay;
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%ld %ld %ld %ld %ld %ld %.3f\n", messages, gaps, repeats, closed, half, most,
           used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
    return 0;
}
