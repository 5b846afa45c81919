/*
 * The audience of the fan-out and memory benchmarks: many WebSocket clients (RFC 6455) in one epoll loop.
 * It is C because JavaScript clients are slower than the servers they would measure.
 *
 *   readers <port> <file with one cookie a line, or empty lines> <room> <tag>
 *
 * Commands come on stdin, one a line, and each is answered by one JSON line on stdout:
 *   open <n>                          n more clients connect and join the room
 *   closed <messages> <outstanding>   as fast as they arrive, so many on their way at any time
 *   steady <messages> <per second>    at a fixed pace
 * A message is sent by each client in turn, and is complete when all clients have received it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CLIENTS = 20000, MAX_MESSAGES = 1 << 20, BUCKETS = 1000000, BUCKET_US = 20, STALL_US = 10000000 };

struct client {
  int fd, joined;
  char *cookie;
  unsigned char *data;
  size_t have, capacity;
};

static struct client clients[MAX_CLIENTS];
static uint64_t sent_at[MAX_MESSAGES];
static uint32_t received_by[MAX_MESSAGES], histogram[BUCKETS];
static int poller, port, cookies, connected, joined, measuring;
static uint32_t sent, complete;
static uint64_t deliveries;
static const char *room, *tag;

static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

static uint64_t now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return (uint64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void send_all(struct client *client, const void *bytes, size_t length) {
  if (send(client->fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length) fail("send: %s", strerror(errno));
}

/* A client's frames are masked; with a mask of zero the bytes stay as they are. */
static void send_frame(struct client *client, int opcode, const void *payload, size_t length) {
  unsigned char frame[1024] = {0x80 | opcode};
  size_t header = length < 126 ? 2 : 4;
  if (length > sizeof frame - 8) fail("a frame of %zu bytes is too long", length);
  frame[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) frame[2] = length >> 8, frame[3] = length & 255;
  memcpy(frame + header + 4, payload, length);
  send_all(client, frame, header + 4 + length);
}

/* One chat message with a UUIDv7 of its own. The tag and number in its text are found again by `receive_text`. */
static void send_message(uint64_t now) {
  char json[900];
  uint64_t ms = now / 1000;
  uint32_t number = sent;
  if (number >= MAX_MESSAGES) fail("more than %d messages", MAX_MESSAGES);
  int length = snprintf(json, sizeof json,
    "{\"re\":%u,\"type\":\"chat.post\",\"body\":{\"room\":\"%s\",\"cid\":\"%08x-%04x-7%03x-8%03x-%04x%08x\","
    "\"text\":\"%s%08u a sentence as people write it in a chat\"}}",
    number + 10, room, (unsigned)(ms >> 16), (unsigned)(ms & 0xffff), (unsigned)(random() & 0xfff),
    (unsigned)(random() & 0xfff), (unsigned)(random() & 0xffff), number, tag, number);
  received_by[number] = 0;
  sent_at[number] = now;
  sent++;
  send_frame(&clients[number % joined], 1, json, length);
}

static void receive_text(struct client *client, const char *text, size_t length, uint64_t now) {
  const char *end = text + length, *at = text;
  size_t tag_length = strlen(tag);
  int found = 0;
  while (measuring && (at = memmem(at, end - at, tag, tag_length)) && at + tag_length + 8 <= end) {
    at += tag_length;
    uint32_t number = 0;
    for (int digit = 0; digit < 8; digit++) number = number * 10 + (at[digit] - '0');
    if (number >= sent || ++received_by[number] > (uint32_t)joined) fail("message %u came too often", number);
    uint64_t bucket = (now - sent_at[number]) / BUCKET_US;
    histogram[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    deliveries++;
    complete += received_by[number] == (uint32_t)joined;
    found++;
  }
  if (found || !memmem(text, length, "\"re\":", 5)) return;
  if (memmem(text, length, "\"error\":", 8)) fail("the server refused: %.*s", (int)(length < 400 ? length : 400), text);
  if (!client->joined) client->joined = 1, joined++;
}

/* Takes one whole frame off the front; returns its length, or 0 when more bytes are needed. */
static size_t receive_frame(struct client *client, unsigned char *at, size_t have, uint64_t now) {
  if (have < 2) return 0;
  uint64_t length = at[1] & 127;
  size_t header = length == 126 ? 4 : length == 127 ? 10 : 2;
  if (have < header) return 0;
  if (header > 2) length = 0;
  for (size_t index = 2; index < header; index++) length = length << 8 | at[index];
  if (have < header + length) return 0;
  int opcode = at[0] & 15;
  if (opcode == 8) fail("the server closed a client: %d", length >= 2 ? at[header] << 8 | at[header + 1] : 0);
  if (opcode == 9) send_frame(client, 10, at + header, length);
  if (opcode == 1) receive_text(client, (char *)at + header, length, now);
  return header + length;
}

static void receive(struct client *client) {
  if (client->capacity - client->have < 2048) {
    client->capacity = client->capacity ? client->capacity * 2 : 4096;
    client->data = realloc(client->data, client->capacity);
    if (!client->data) fail("out of memory");
  }
  ssize_t got = recv(client->fd, client->data + client->have, client->capacity - client->have, MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) fail("the server dropped a client: %s", got ? strerror(errno) : "end of stream");
  client->have += got;
  uint64_t now = now_us();
  size_t used = 0, length;
  while ((length = receive_frame(client, client->data + used, client->have - used, now))) used += length;
  memmove(client->data, client->data + used, client->have -= used);
}

/* Serves all sockets once, waiting at most so long; true when a command is waiting on stdin. */
static int pump(int wait_ms) {
  static struct epoll_event events[512];
  int command = 0, count = epoll_wait(poller, events, 512, wait_ms);
  for (int index = 0; index < count; index++)
    if (events[index].data.ptr) receive(events[index].data.ptr);
    else command = 1;
  return command;
}

static void watch(int fd, struct client *client) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event)) fail("epoll: %s", strerror(errno));
}

/* Connects and upgrades while waiting for each answer, then asks to join. */
static void open_client(struct client *client) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  char text[2048], join[300];
  size_t have = 0;
  client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (client->fd < 0 || connect(client->fd, (struct sockaddr *)&address, sizeof address)) fail("connect: %s", strerror(errno));
  setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  send_all(client, text, snprintf(text, sizeof text,
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: lectern.1\r\n"
    "Cookie: %s\r\n\r\n", port, port, client->cookie));
  /* Byte by byte, so that nothing after the blank line is taken. */
  while (have < 4 || memcmp(text + have - 4, "\r\n\r\n", 4)) {
    if (have == sizeof text - 1 || recv(client->fd, text + have, 1, 0) != 1) fail("no answer to the upgrade");
    have++;
  }
  if (strncmp(text, "HTTP/1.1 101", 12)) fail("the upgrade was refused: %.*s", (int)have, text);
  watch(client->fd, client);
  send_frame(client, 1, join, snprintf(join, sizeof join, "{\"re\":1,\"type\":\"room.join\",\"body\":{\"room\":\"%s\"}}", room));
}

static void open_clients(int count) {
  if (connected + count > cookies) fail("%d clients, but only %d cookies", connected + count, cookies);
  for (int index = 0; index < count; index++) {
    open_client(&clients[connected++]);
    pump(0);
  }
  for (uint64_t until = now_us() + STALL_US; joined < connected; pump(100))
    if (now_us() > until) fail("%d of %d clients have joined", joined, connected);
  printf("{\"clients\":%d}\n", joined);
}

static double percentile_ms(double share) {
  uint64_t rest = deliveries * share, bucket = 0;
  while (bucket < BUCKETS - 1 && rest >= histogram[bucket]) rest -= histogram[bucket++];
  return bucket * BUCKET_US / 1000.0;
}

/* Sends so many messages: at most `outstanding` on their way, one every `gap_us` at most. */
static void measure(uint32_t messages, uint32_t outstanding, double gap_us) {
  memset(histogram, 0, sizeof histogram);
  deliveries = sent = complete = 0;
  measuring = 1;
  double cpu = cpu_seconds();
  uint64_t start = now_us(), now = start;
  while (complete < messages) {
    while (sent < messages && sent - complete < outstanding && now >= start + sent * gap_us) send_message(now);
    double next = start + sent * gap_us;
    pump(gap_us && sent < messages && next > now ? (int)((next - now) / 1000) + 1 : 20);
    now = now_us();
    if (sent && now > sent_at[sent - 1] + STALL_US) fail("%u of %u messages were received by all", complete, sent);
  }
  measuring = 0;
  printf("{\"messages\":%u,\"deliveries\":%lu,\"seconds\":%.6f,\"p50Ms\":%.2f,\"p99Ms\":%.2f,\"cpuSeconds\":%.3f}\n",
    sent, (unsigned long)deliveries, (now - start) / 1e6, percentile_ms(0.5), percentile_ms(0.99), cpu_seconds() - cpu);
}

int main(int count, char **arguments) {
  if (count != 5) fail("usage: readers <port> <cookies> <room> <tag>");
  port = atoi(arguments[1]), room = arguments[3], tag = arguments[4];
  FILE *file = fopen(arguments[2], "r");
  if (!file) fail("%s: %s", arguments[2], strerror(errno));
  char line[1024];
  for (; cookies < MAX_CLIENTS && fgets(line, sizeof line, file); cookies++) {
    line[strcspn(line, "\n")] = 0;
    clients[cookies].cookie = strdup(line);
  }
  fclose(file);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  srandom(now_us());
  poller = epoll_create1(EPOLL_CLOEXEC);
  watch(0, NULL);
  setvbuf(stdin, NULL, _IONBF, 0);
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (;;) {
    double first, second;
    if (!pump(-1)) continue;
    if (!fgets(line, sizeof line, stdin)) return 0;
    if (sscanf(line, "open %lf", &first) == 1) open_clients(first);
    else if (sscanf(line, "closed %lf %lf", &first, &second) == 2) measure(first, second, 0);
    else if (sscanf(line, "steady %lf %lf", &first, &second) == 2) measure(first, UINT32_MAX, 1e6 / second);
    else fail("unknown command: %s", line);
  }
}
